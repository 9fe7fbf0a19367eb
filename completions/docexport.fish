# fish completion for docexport; the program itself knows the candidates.
function __docexport_complete
    set --local before (commandline --tokenize --cut-at-cursor --current-process)
    set --local current (commandline --current-token --cut-at-cursor)
    for line in ($before[1] __complete fish (count $before) -- $before "$current" 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$current"
        else if not string match --quiet ':*' -- $line
            echo $line
        end
    end
end
complete --command docexport --no-files --arguments '(__docexport_complete)'
