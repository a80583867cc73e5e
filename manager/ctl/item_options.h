// The flags that say what an item holds, for `item new` and `item edit`. Thread: the main one.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "manager/client/media_sender.h"

namespace bangtin::ctl {

/// What was said on the command line; what was not said stays as it is in the draft.
struct ItemOptions {
  std::optional<std::string> kind, title, body, body_file, agency, document_number, source,
      category, language, origin, owner_kind, valid_from, valid_until;
  std::optional<int> priority, picture_seconds;
  std::vector<std::string> pictures;    ///< files to upload and add
  bool no_pictures = false;             ///< drop those of the draft first
  std::optional<std::string> video;     ///< file to upload and convert
  std::optional<std::string> document;  ///< PDF to upload and convert: its pages become pictures
  std::optional<bool> qr;               ///< whether its pages carry the code of its web page
  std::vector<std::string> media;       ///< finished conversions (`media add`) to take
  std::vector<std::string> boards;      ///< the only ones that may show it
  std::vector<std::string> communes;    ///< or the communes, for an item of a province
  bool every_board = false;             ///< drop those of the draft: every board may
};

void add_options(CLI::App& command, ItemOptions& options);

/// What putting files into an item needs of a run.
struct FileWays {
  std::function<Result<std::string>(const std::string& path)> read;
  /// As `media add`, or `picture add`.
  std::function<Result<ConversionRecord>(const std::string& path, MediaHint hint)> send;
};

/// Puts what was said into `content`; text files are read, pictures and videos are sent.
/// Errors: invalid naming the flag, and those of the reads and the client.
Status put_into(ItemContent& content, const ItemOptions& options, int utc_offset_minutes,
                const FileWays& files, Client& client);

/// Those that the names of its places are looked up among; none are asked for where it names none.
Result<std::vector<BoardRecord>> boards_for(const ItemContent& content, Client& client);

}  // namespace bangtin::ctl
