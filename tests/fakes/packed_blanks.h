// A gzip of blanks, made by hand: a small file that unpacks to a large one. Pure. Thread: any.
#pragma once

#include <string>

namespace bangtin {

/// A gzip that unpacks to `count` times 258 blanks: one literal and matches of it, by hand.
inline std::string packed_blanks(int count) {
  std::string out("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
  int filled = 0;
  unsigned char byte = 0;
  const auto bit = [&](int value) {
    byte = static_cast<unsigned char>(byte | (value << filled));
    if (++filled < 8) return;
    out.push_back(static_cast<char>(byte));
    filled = 0;
    byte = 0;
  };
  const auto code = [&](unsigned bits, int length) {
    for (int i = length - 1; i >= 0; --i) bit(static_cast<int>(bits >> i) & 1);
  };
  for (const int header : {1, 1, 0}) bit(header);  // the last block, fixed codes
  code(0x30 + ' ', 8);
  for (int i = 0; i < count; ++i) {
    code(0xc5, 8);  // 258 bytes
    code(0, 5);     // from one before
  }
  code(0, 7);
  while (filled != 0) bit(0);
  // Its checksum and its length, the lowest byte first. Source: RFC 1952, 2.3.1.
  const auto size = static_cast<unsigned>(1 + 258 * count);
  unsigned checksum = ~0u;
  for (unsigned i = 0; i < size; ++i) {
    checksum ^= ' ';
    for (int n = 0; n < 8; ++n) {
      checksum = (checksum >> 1) ^ ((checksum & 1u) != 0 ? 0xedb88320u : 0u);
    }
  }
  for (const unsigned number : {~checksum, size}) {
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
  }
  return out;
}

}  // namespace bangtin
