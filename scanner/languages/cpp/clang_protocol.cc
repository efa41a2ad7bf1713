#include "scanner/languages/cpp/clang_protocol.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace ssot::cpp {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uint64_t kMostBytes = uint64_t{1} << 32;

// Waits until bytes are there or the time is over.
bool IsReadable(int socket, Clock::time_point deadline, bool has_deadline) {
  for (;;) {
    int wait = -1;
    if (has_deadline) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) return false;
      wait = static_cast<int>(std::min<int64_t>(left, 1'000'000));
    }
    pollfd entry{socket, POLLIN, 0};
    const int ready = poll(&entry, 1, wait);
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool ReceiveBytes(int socket, Clock::time_point deadline, bool has_deadline, char* bytes,
                  size_t size) {
  while (size > 0) {
    if (!IsReadable(socket, deadline, has_deadline)) return false;
    const ssize_t count = recv(socket, bytes, size, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<size_t>(count);
  }
  return true;
}

bool SendBytes(int socket, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t count = send(socket, bytes, size, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<size_t>(count);
  }
  return true;
}

}  // namespace

bool SendMessage(int socket, std::string_view bytes) {
  const uint64_t size = bytes.size();
  char head[sizeof(size)];
  std::memcpy(head, &size, sizeof(size));
  return SendBytes(socket, head, sizeof(head)) && SendBytes(socket, bytes.data(), bytes.size());
}

bool ReceiveMessage(int socket, int64_t milliseconds, std::string* bytes) {
  const bool has_deadline = milliseconds >= 0;
  const auto deadline = Clock::now() + std::chrono::milliseconds(milliseconds);
  char head[sizeof(uint64_t)];
  if (!ReceiveBytes(socket, deadline, has_deadline, head, sizeof(head))) return false;
  uint64_t size = 0;
  std::memcpy(&size, head, sizeof(size));
  if (size > kMostBytes) return false;
  bytes->resize(size);
  return ReceiveBytes(socket, deadline, has_deadline, bytes->data(), size);
}

bool WaitForMessage(int socket, int64_t milliseconds) {
  return IsReadable(socket, Clock::now() + std::chrono::milliseconds(milliseconds), true);
}

std::string EncodeRequest(const ParseRequest& request, WorkerFault fault) {
  std::string bytes;
  bytes += static_cast<char>(fault);
  bytes += static_cast<char>(request.language);
  const auto add = [&](const std::string& path) {
    bytes += path;
    bytes += '\0';  // no path has one
  };
  add(request.path);
  for (const std::string& folder : request.header_folders) add(folder + "/");
  add("");
  bytes += request.text;
  return bytes;
}

std::string EncodeAnswer(bool has_facts, bool is_worn, std::string_view bytes) {
  std::string answer;
  answer.reserve(bytes.size() + 2);
  answer += has_facts ? '+' : '-';
  answer += is_worn ? 'w' : ' ';
  return answer.append(bytes);
}

bool DecodeAnswer(std::string_view answer, bool* has_facts, bool* is_worn,
                  std::string_view* bytes) {
  if (answer.size() < 2) return false;
  *has_facts = answer[0] == '+';
  *is_worn = answer[1] == 'w';
  *bytes = answer.substr(2);
  return true;
}

bool DecodeRequest(std::string_view bytes, ParseRequest* request, WorkerFault* fault) {
  if (bytes.size() < 2) return false;
  *fault = static_cast<WorkerFault>(bytes[0]);
  request->language = static_cast<Language>(bytes[1]);
  bytes.remove_prefix(2);
  const auto take = [&](std::string* path) {
    const size_t end = bytes.find('\0');
    if (end == bytes.npos) return false;
    *path = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    return true;
  };
  if (!take(&request->path)) return false;
  request->header_folders.clear();
  for (std::string folder; take(&folder);) {
    if (folder.empty()) {
      request->text = bytes;
      return true;
    }
    request->header_folders.push_back(std::move(folder));
  }
  return false;
}

}  // namespace ssot::cpp
