// The ceiling of the transfer benchmark: one libcurl multi handle and nothing else. No hash, no check of what arrived,
// no retry; the requests, which are those that our store sends, were signed before.
//
//   bare_transfers CONNECTIONS < lines of METHOD, FILE, SIZE, URL and headers between tabs    (a GET writes over FILE)
#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr long buffer_bytes = 256L * 1024;

struct Transfer {
  std::string method{};
  std::string file{};
  curl_off_t size = 0;
  std::string url{};
  curl_slist* headers = nullptr;  ///< until the program ends
  int descriptor = -1;
};

Transfer read_transfer(const std::string& line) {
  std::istringstream fields(line);
  Transfer transfer;
  std::string size;
  std::getline(fields, transfer.method, '\t');
  std::getline(fields, transfer.file, '\t');
  std::getline(fields, size, '\t');
  std::getline(fields, transfer.url, '\t');
  transfer.size = std::atoll(size.c_str());
  transfer.headers = curl_slist_append(nullptr, "Expect:");
  for (std::string header; std::getline(fields, header, '\t');) {
    transfer.headers = curl_slist_append(transfer.headers, header.c_str());
  }
  return transfer;
}

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* transfer) {
  const ssize_t done = ::read(static_cast<Transfer*>(transfer)->descriptor, buffer, size * count);
  return done < 0 ? CURL_READFUNC_ABORT : static_cast<std::size_t>(done);
}

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  const ssize_t done = ::write(static_cast<Transfer*>(transfer)->descriptor, bytes, size * count);
  return done < 0 ? 0 : static_cast<std::size_t>(done);
}

void begin(CURLM* multi, CURL* handle, Transfer& transfer) {
  const bool is_upload = transfer.method == "PUT";
  transfer.descriptor = ::open(transfer.file.c_str(), is_upload ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC, 0600);
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, transfer.url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, buffer_bytes);
  curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, buffer_bytes);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, transfer.headers);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_PRIVATE, &transfer);
  if (is_upload) {
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, transfer.size);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, &give);
    curl_easy_setopt(handle, CURLOPT_READDATA, &transfer);
  }
  curl_multi_add_handle(multi, handle);
}

/// Takes what has ended out of the multi handle; returns its handles, free for the next.
std::vector<CURL*> collect(CURLM* multi) {
  std::vector<CURL*> idle;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    if (message->data.result != CURLE_OK) {
      std::cerr << transfer->file << ": " << curl_easy_strerror(message->data.result) << '\n';
      std::exit(1);
    }
    ::close(transfer->descriptor);
    idle.push_back(message->easy_handle);
    curl_multi_remove_handle(multi, message->easy_handle);
  }
  return idle;
}

}  // namespace

int main(int count, char** values) {
  const int connections = count > 1 ? std::atoi(values[1]) : 1;
  std::vector<Transfer> transfers;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  for (std::string line; std::getline(std::cin, line);) {
    transfers.push_back(read_transfer(line));
  }
  CURLM* multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(connections));
  std::vector<CURL*> idle;
  for (int number = 0; number < connections; ++number) {
    idle.push_back(curl_easy_init());
  }
  std::size_t next = 0;
  for (std::size_t done = 0; done < transfers.size();) {
    for (; !idle.empty() && next < transfers.size(); idle.pop_back()) {
      begin(multi, idle.back(), transfers[next++]);
    }
    int running = 0;
    curl_multi_perform(multi, &running);
    const std::vector<CURL*> ended = collect(multi);
    if (ended.empty()) {
      curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    done += ended.size();
    idle.insert(idle.end(), ended.begin(), ended.end());
  }
  return 0;
}
