# bash completion for docexport; the program itself knows the candidates.
_docexport() {
  local current=${COMP_WORDS[COMP_CWORD]} line directive=: candidate
  COMPREPLY=()
  [[ $current == "=" ]] && current=
  while IFS= read -r line; do
    if [[ $line == :* ]]; then
      directive=$line
      continue
    fi
    candidate=${line%%$'\t'*}
    # bash has split --option=value at the =, and replaces the last piece only.
    [[ $current != *=* && $candidate == *=* ]] && candidate=${candidate#*=}
    COMPREPLY+=("$candidate")
  done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete bash "$COMP_CWORD" -- "${COMP_WORDS[@]}" 2>/dev/null)
  if [[ $directive == :files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done < <(compgen -f -- "$current")
  fi
}
complete -F _docexport docexport
