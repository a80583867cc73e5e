// The real bangtin-player with a real folder, on SDL's offscreen driver.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "shared/compose/scene.h"
#include "shared/model/resolve.h"
#include "shared/protocol/messages.h"
#include "tests/fakes/paths.h"
#include "tests/fakes/temp_folder.h"
#include "tests/player/glass/sample_board.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr Size kCanvas{640, 360};

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Looks again and again, far longer than it should take.
bool comes_true(const std::function<bool()>& what) {
  const auto patience = std::chrono::steady_clock::now() + 60s;
  while (!what()) {
    if (std::chrono::steady_clock::now() > patience) return false;
    std::this_thread::sleep_for(10ms);
  }
  return true;
}

class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("bangtin-player").string());
    std::vector<char*> values;
    for (std::string& argument : arguments) values.push_back(argument.data());
    values.push_back(nullptr);
    EXPECT_EQ(::posix_spawn(&pid_, values[0], nullptr, nullptr, values.data(), environ), 0);
  }
  ~Program() {
    if (pid_ != 0) (void)end(SIGKILL);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// The exit status, or minus the signal.
  int end(int signal) {
    if (signal != 0) ::kill(pid_, signal);
    int status = 0;
    ::waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  pid_t pid_ = 0;
};

struct FrameLine {
  Instant at;
  std::string hash;
  std::string item;
  std::int64_t generation = 0;
};

struct PlayerWorld {
  TempFolder folder;
  std::shared_ptr<Fonts> fonts = Fonts::open().value();
  Instant begin = std::chrono::floor<std::chrono::hours>(SystemClock().wall());
  std::map<std::int64_t, Manifest> manifests;

  fs::path board() const { return folder.path() / "board"; }
  std::vector<std::string> arguments() const {
    return {"--data",  folder.path().string(), "--size",
            "640x360", "--frame-log",          folder.file("frames")};
  }
  std::vector<sample::PictureFile> pictures() const {
    return {{file_text(source_folder() / "tests/shared/decode/pictures/rgb.jpg"), {64, 48}}};
  }
  void publish(std::int64_t generation, bool with_pictures = false) {
    auto content = sample::board_content(
        *fonts, kCanvas, with_pictures ? pictures() : std::vector<sample::PictureFile>{}, begin,
        generation);
    manifests[generation] = content.manifest;
    sample::write_board(board(), content);
  }
  std::optional<ShownFile> shown() const {
    const auto read = message_from<ShownFile>(file_text(board() / "shown.json"));
    return read.ok() ? std::optional(*read) : std::nullopt;
  }
  bool shows(std::int64_t generation) const {
    const auto file = shown();
    return file && file->generation == generation;
  }
  std::vector<FrameLine> frames() const {
    std::vector<FrameLine> lines;
    std::istringstream text(file_text(folder.path() / "frames"));
    for (std::string line; std::getline(text, line);) {
      FrameLine frame;
      std::string at;
      std::istringstream(line) >> at >> frame.hash >> frame.item >> frame.generation;
      frame.at = from_iso8601(at).value_or(Instant{});
      lines.push_back(frame);
    }
    return lines;
  }
  std::vector<PlayRecord> plays() const {
    std::vector<PlayRecord> records;
    for (const auto& file : fs::directory_iterator(board() / "spool")) {
      std::istringstream lines(file_text(file.path()));
      for (std::string line; std::getline(lines, line);) {
        const auto record = message_from<PlayRecord>(line);
        EXPECT_TRUE(record.ok()) << line;
        if (record.ok()) records.push_back(*record);
      }
    }
    return records;
  }
};

std::string hash_text(const Bitmap& bitmap) {
  char hex[24];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(pixel_hash(bitmap)));
  return hex;
}

TEST(PlayerProgram, ShowsTheCardThenEachGenerationWholeAndEndsCleanly) {
  PlayerWorld world;
  Program player(world.arguments());
  ASSERT_TRUE(comes_true([&] { return world.shows(0); }));
  world.publish(1);
  ASSERT_TRUE(comes_true([&] { return world.shows(1); }));
  world.publish(2);
  ASSERT_TRUE(comes_true([&] { return world.shows(2); }));
  ASSERT_TRUE(comes_true([&] { return world.frames().size() > 40; }));
  EXPECT_EQ(player.end(SIGTERM), 0);

  Composer composer(world.fonts);
  std::int64_t last = 0;
  int judged = 0;
  for (const FrameLine& frame : world.frames()) {
    EXPECT_GE(frame.generation, last) << "generations only rise";
    last = frame.generation;
    if (frame.generation == 0 || ++judged % 5 != 1) continue;
    const Manifest& manifest = world.manifests.at(frame.generation);
    const Bitmap truth = composer.compose_scene(manifest, resolve(manifest, frame.at).scene,
                                                frame.at, [](const Digest&) { return nullptr; });
    EXPECT_EQ(frame.hash, hash_text(truth)) << to_iso8601(frame.at);
  }
  EXPECT_GT(judged, 5);

  std::map<std::string, Millis> sums;
  for (const PlayRecord& record : world.plays()) sums[record.item.text] += record.shown;
  EXPECT_GT(sums["item-tin-chay"], 0ms);
  EXPECT_EQ(sums["item-tin-chay"], sums["item-tiem-chung"] + sums["item-cat-dien"])
      << "the main zone and the ticker stood equally long";
}

TEST(PlayerProgram, ShowsTheLastGenerationAgainHoweverItWasKilled) {
  PlayerWorld world;
  world.publish(1);
  for (int round = 0; round < 4; ++round) {
    fs::remove(world.board() / "shown.json");
    Program player(world.arguments());
    ASSERT_TRUE(comes_true([&] { return world.shows(1); }));
    EXPECT_EQ(player.end(SIGKILL), -SIGKILL);
  }
  for (const FrameLine& frame : world.frames()) EXPECT_EQ(frame.generation, 1);
}

TEST(PlayerProgram, ShowsAPictureThatTheCageDecoded) {
  PlayerWorld world;
  world.publish(1, true);
  const Manifest& manifest = world.manifests[1];
  // The first instant at which the picture is due.
  Instant at = world.begin;
  const auto picture_due = [&] {
    const auto scene = resolve(manifest, at).scene;
    return manifest.items[scene.zones[1].item].id.text == "item-le-hoi";
  };
  while (!picture_due()) at = resolve(manifest, at).valid_until;
  const std::string generation = (world.board() / "generation/current.json").string();
  Program render({"--render-at", to_iso8601(at), "--manifest", generation, "--size", "640x360",
                  "--pin-file", (world.board() / "pin.json").string(), "--out",
                  world.folder.file("with.png")});
  ASSERT_EQ(render.end(0), 0);
  fs::remove_all(world.board() / "blobs");
  Program without({"--render-at", to_iso8601(at), "--manifest", generation, "--out",
                   world.folder.file("without.png")});
  EXPECT_EQ(without.end(0), 1) << "no picture, no file";
  EXPECT_FALSE(fs::exists(world.folder.file("without.png")));
  EXPECT_GT(fs::file_size(world.folder.file("with.png")), 1'000u);
}

TEST(PlayerProgram, RendersExactlyWhatComposeSceneSays) {
  PlayerWorld world;
  world.publish(3);
  const Manifest& manifest = world.manifests[3];
  const Instant at = world.begin + 7'777ms;
  Program render({"--render-at", to_iso8601(at), "--manifest",
                  (world.board() / "generation/current.json").string(), "--out",
                  world.folder.file("out.png")});
  ASSERT_EQ(render.end(0), 0);
  Composer composer(world.fonts);
  const Bitmap truth = composer.compose_scene(manifest, resolve(manifest, at).scene, at,
                                              [](const Digest&) { return nullptr; });
  const auto png = to_png(truth);
  ASSERT_TRUE(png.ok());
  EXPECT_EQ(file_text(world.folder.file("out.png")), std::string(png->begin(), png->end()));
}

TEST(PlayerProgram, PlaysOnWithoutAPictureThatIsBrokenAndSaysSo) {
  PlayerWorld world;
  world.publish(1, true);
  for (const auto& blob : fs::directory_iterator(world.board() / "blobs")) {
    std::fstream file(blob.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file.put('!');
  }
  Program player(world.arguments());
  ASSERT_TRUE(comes_true([&] {
    const auto shown = world.shown();
    return shown && shown->generation == 1 && shown->problem == "player.picture_broken";
  }));
  EXPECT_EQ(player.end(SIGINT), 0);
  for (const FrameLine& frame : world.frames()) EXPECT_NE(frame.item, "item-le-hoi");
}

TEST(PlayerProgram, StaysWithItsContentWhenTheFolderIsFilledWithNonsense) {
  PlayerWorld world;
  world.publish(4);
  Program player(world.arguments());
  ASSERT_TRUE(comes_true([&] { return world.shows(4); }));
  std::ofstream(world.board() / "generation/current.json") << "{\"selection\": 7";
  ASSERT_TRUE(comes_true([&] {
    const auto shown = world.shown();
    return shown && shown->problem == "player.generation_broken";
  }));
  EXPECT_TRUE(world.shows(4));
  world.publish(5);
  ASSERT_TRUE(comes_true([&] { return world.shows(5); }));
  EXPECT_EQ(world.shown()->problem, "");
}

TEST(PlayerProgram, ShowsTheCardWhenItsFolderCannotBeMade) {
  PlayerWorld world;
  std::ofstream(world.folder.path() / "board") << "a file where the folder belongs";
  Program player(world.arguments());
  ASSERT_TRUE(comes_true([&] { return !world.frames().empty(); }));
  EXPECT_EQ(world.frames().front().generation, 0);
  EXPECT_EQ(player.end(SIGTERM), 0);
}

TEST(PlayerProgram, EndsByItselfAfterItsSecondsAndLeavesShots) {
  PlayerWorld world;
  world.publish(1);
  auto arguments = world.arguments();
  arguments.insert(arguments.end(), {"--seconds", "2", "--shots", world.folder.file("shots")});
  Program player(arguments);
  EXPECT_EQ(player.end(0), 0);
  EXPECT_FALSE(fs::is_empty(world.folder.path() / "shots"));
}

TEST(PlayerProgram, RefusesOptionsThatMakeNoSense) {
  EXPECT_EQ(Program({"--size", "banana"}).end(0), 2);
  EXPECT_EQ(Program({"--size", "1x1"}).end(0), 2);
  EXPECT_EQ(Program({"--render-at", "yesterday", "--manifest", "x", "--out", "y"}).end(0), 2);
  EXPECT_EQ(Program({"--version"}).end(0), 0);
}

}  // namespace
}  // namespace bangtin
