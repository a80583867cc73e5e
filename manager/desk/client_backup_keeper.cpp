#include "manager/desk/client_backup_keeper.h"

#include "manager/desk/own_restore.h"

namespace bangtin::desk {
namespace {

/// What it does not reach, the server drops in time.
constexpr auto kGiveBackTimeout = std::chrono::seconds(3);

}  // namespace

PlacesSeen ClientBackupKeeper::look(bool to_write) {
  PlacesSeen seen;
  seen.places = backup_places(documents_, to_write);
  seen.found = backups_in(seen.places);
  return seen;
}

Result<SavedBackup> ClientBackupKeeper::save(const BackupJob& job, const KeeperWatch& watch) {
  std::optional<Monotonic> ended;
  const auto rest = [&](Millis wait) {
    if (!ended && !watch.rest(wait)) ended = clock_.monotonic();
    return !ended;
  };
  // The call that gives the copy back comes after the person's no.
  HttpChannel channel({job.address, digest_from_hex(job.pin)}, [&] {
    return ended ? clock_.monotonic() - *ended < kGiveBackTimeout : rest(Millis(0));
  });
  Client client(channel, nullptr);
  client.set_token(job.token);
  return save_backup(client, job.place, job.password, job.utc_offset_minutes,
                     {watch.show, rest, random_, clock_});
}

Result<OwnServerFacts> ClientBackupKeeper::restore(const RestoreJob& job,
                                                   const KeeperWatch& watch) {
  return restore_own(own_, job.from, watch.rest);
}

}  // namespace bangtin::desk
