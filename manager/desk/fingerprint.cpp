#include "manager/desk/fingerprint.h"

#include "shared/base/json.h"
#include "shared/crypto/sha256.h"

namespace bangtin::desk {
namespace {

/// Stands for the whole record: its words change with its revision only.
std::string print_of(const ItemRecord& item) {
  std::string print = item.id.text + ":" + std::to_string(item.revision) + item.changed_by;
  for (const auto& hash : {item.submitted, item.approved}) print += hash ? to_hex(*hash) : ":";
  return print + item.reason + std::string(name_of(item.state)) + to_iso8601(item.changed_at);
}

}  // namespace

Digest print_of(const std::vector<ItemRecord>& items) {
  Sha256 all;
  for (const ItemRecord& item : items) all.update(print_of(item) + "\n");
  return all.finish();
}

std::string fingerprint(const Snapshot& snapshot, const Digest& items) {
  Json::Array all;
  all.push_back(to_json(snapshot.me));
  all.emplace_back(to_hex(items));
  for (const PlaylistRecord& playlist : snapshot.playlists) all.push_back(to_json(playlist));
  for (const BoardRecord& board : snapshot.boards) all.push_back(to_json(board));
  for (const GroupRecord& group : snapshot.groups) all.push_back(to_json(group));
  for (const LayoutRecord& layout : snapshot.layouts) all.push_back(to_json(layout));
  for (const TimetableRecord& record : snapshot.timetables) all.push_back(to_json(record));
  for (const Technician& technician : snapshot.technicians) all.push_back(to_json(technician));
  all.push_back(to_json(snapshot.holidays));
  all.push_back(to_json(snapshot.mourning));
  for (const auto& [id, deliveries] : snapshot.deliveries) {
    all.emplace_back(id.text);
    for (const Delivery& delivery : deliveries) all.push_back(to_json(delivery));
  }
  for (const std::string* text : {&snapshot.commune.name, &snapshot.commune.agency,
                                  &snapshot.commune.code, &snapshot.commune.province_code}) {
    all.emplace_back(*text);
  }
  all.emplace_back(snapshot.commune.map ? to_hex(*snapshot.commune.map) : std::string());
  if (snapshot.administration) {
    const Administration& seen = *snapshot.administration;
    for (const Person& person : seen.people) all.push_back(to_json(person));
    for (const PersonKey& key : seen.keys) all.push_back(to_json(key));
    all.emplace_back(seen.trust.targets_version);
    const auto& next_key = seen.trust.next_online_key;
    all.emplace_back(next_key ? to_hex(*next_key) : std::string());
    for (const std::string& login : seen.factors.logins) all.emplace_back(login);
    for (const bool flag :
         {seen.trust.begun, seen.trust.online_key_signed, seen.trust.place_signed,
          seen.trust.people_signed, seen.trust.one_person, seen.commune_key_here}) {
      all.emplace_back(flag);
    }
    all.push_back(to_json(BackupSight{seen.last_backup}));
  }
  all.emplace_back(snapshot.one_person);
  all.emplace_back(std::int64_t(snapshot.clock_ahead.count()));
  all.emplace_back(std::string(name_of(snapshot.key.state)) + snapshot.key.words);
  return Json(std::move(all)).dump();
}

}  // namespace bangtin::desk
