// What a scan and its libclang workers say to each other: messages of bytes over a socket, each
// behind its length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scanner/languages/cpp/clang_parse.h"

namespace ssot::cpp {

// `ssot clang-worker ROOT DATABASE DATABASE-ROOT`: started by ssot itself, never by a
// person.
inline constexpr std::string_view kWorkerCommand = "clang-worker";
inline constexpr int kOutOfMemoryExit = 86;
inline constexpr int kNoLibclangExit = 87;
inline constexpr uint64_t kWorkerMemory = uint64_t{2} << 30;

// What a test wants to go wrong with a file. A scan only ever sends kNone.
enum class WorkerFault : uint8_t { kNone, kCrash, kHang, kExhaustMemory };

std::string EncodeRequest(const ParseRequest& request, WorkerFault fault);
bool DecodeRequest(std::string_view bytes, ParseRequest* request, WorkerFault* fault);

// `bytes` are facts, or a reason why there are none. A worn worker is not to be asked again.
std::string EncodeAnswer(bool has_facts, bool is_worn, std::string_view bytes);
bool DecodeAnswer(std::string_view answer, bool* has_facts, bool* is_worn, std::string_view* bytes);

// True when there is something to receive, or nothing will ever come. False: the time is over.
bool WaitForMessage(int socket, int64_t milliseconds);

// False at the end of the stream, on an error, or when `milliseconds` are over. Negative: no limit.
bool SendMessage(int socket, std::string_view bytes);
bool ReceiveMessage(int socket, int64_t milliseconds, std::string* bytes);

}  // namespace ssot::cpp
