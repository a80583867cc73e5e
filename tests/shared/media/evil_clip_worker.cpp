// A clip worker that means harm: what it does is what the first chunk of its clip says. Stands in
// for a worker that was taken over by the clip it decodes, before it closed its cage.
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

#include "shared/media/clip_wire.h"
#include "tests/shared/media/clip_messages.h"

namespace {

using namespace bangtin;

template <class Message>
void send(const Message& message, std::size_t size_bytes = sizeof(Message)) {
  if (::send(kClipControlFd, &message, size_bytes, MSG_NOSIGNAL) < 0) ::_exit(1);
}

[[noreturn]] void hang() {
  ::alarm(60);  // So that it never outlives the test by much.
  for (;;) ::pause();
}

void want(std::uint32_t chunk, std::uint32_t given_up = kNoChunk) {
  send(WantMessage{kWantKind, chunk, given_up, 1});
}

void wait_for_grant() {
  GrantMessage grant;
  if (::recv(kClipControlFd, &grant, sizeof grant, 0) <= 0) ::_exit(0);
}

void end() { send(EndMessage{kEndKind, ClipEnd::Done}); }

void break_a_rule(const std::string& order) {
  if (order == "frame first") send(frame(0, 0));
  if (order == "end first") send(std::uint32_t{kEndKind});
  send(info());
  FrameMessage wrong = frame(0, 0);
  if (order == "outside") wrong.plane_offset[2] = kFrameMemoryBytes - 5;
  if (order == "wrong slot") wrong.slot = 64;
  if (order == "wrong stride") wrong.stride_bytes[0] = 63;
  send(wrong);
  if (order == "backwards") send(frame(1, -1));
  if (order == "info twice") send(info());
  if (order == "garbage") send(std::array<char, 4'000>{'\7', '\7', '\7', '\7', '\7'});
  if (order == "too long") send(SoundMessage{}, sizeof(SoundMessage));
  if (order == "unknown end") send(EndMessage{kEndKind, ClipEnd(77)});
  if (order == "flood") {
    for (std::uint32_t i = 1;; ++i) send(frame(i % 64, i * 40'000));
  }
  if (order == "sound flood") {
    SoundMessage sound;
    sound.kind = kSoundKind;
    sound.samples = kSoundMessageSamples;
    for (;; ++sound.pts_us) send(sound);
  }
  if (order == "wants for ever") {
    for (std::uint32_t chunk = 1;; chunk = 1 - chunk) {
      want(chunk, 1 - chunk);
      wait_for_grant();
    }
  }
  hang();
}

void obey(const std::string& order) {
  if (order == "hang") hang();
  if (order == "exit") ::_exit(7);
  if (order == "crash") ::raise(SIGSEGV);
  if (order == "child holds the socket") {
    if (::fork() == 0) hang();
    ::_exit(0);
  }
  if (order == "writes to its clip") {
    const bool wrote = ::pwrite(kClipSourceFd, "x", 1, 0) == 1;
    const bool mapped =
        ::mmap(nullptr, 4'096, PROT_READ | PROT_WRITE, MAP_SHARED, kClipSourceFd, 0) != MAP_FAILED;
    const bool cut = ::ftruncate(kClipSourceFd, 0) == 0 || ::ftruncate(kClipFramesFd, 0) == 0;
    if (wrote || mapped || cut) ::_exit(0);
    send(info());
    end();
    ::_exit(0);
  }
  if (order == "frame and hang" || order == "frame and crash" || order == "good") {
    send(info());
    send(frame(0, 0));
    if (order == "frame and hang") hang();
    if (order == "frame and crash") ::raise(SIGSEGV);
    send(frame(1, 40'000));
    end();
    ::_exit(0);
  }
  break_a_rule(order);
}

}  // namespace

int main() {
  OpenMessage open;
  if (::recv(kClipControlFd, &open, sizeof open, 0) != ssize_t(sizeof open)) return 1;
  want(0);
  wait_for_grant();
  char order[64] = {};
  if (::pread(kClipSourceFd, order, sizeof order - 1, 0) <= 0) return 1;
  obey(order);
}
