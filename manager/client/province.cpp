#include "manager/client/province.h"

#include <algorithm>
#include <set>

#include "manager/client/commune_trust.h"
#include "shared/base/lists.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

/// Small enough that a slow line sends one within a request's time.

Error nothing() { return {Code::NotFound, "nothing to hand over", "province.nothing"}; }

/// The items that are asked for and signed, as they go into a file.
class Handing {
 public:
  Handing(Client& client, const SeenList& compose, const SeenList& approve, std::string code)
      : client_(client), compose_(compose), approve_(approve) {
    bundle.code = std::move(code);
  }

  bool is_signed(const ItemRecord& item) const {
    if (!item.approved || item.state != ItemState::Approved) return false;
    const std::string path = item_path(bundle.code, *item.approved);
    return compose_.targets->targets.contains(path) && approve_.targets->targets.contains(path);
  }

  Status add(const ItemRecord& item) {
    const ItemVersion version = TRY(client_.version(*item.approved));
    TRY(check_handed_over(version));
    for (const Media& media : version.content.media) {
      if (!pictures_.insert(media.blob).second) continue;
      bundle.pictures.push_back(TRY(client_.blob(media.blob)));
    }
    bundle.items.push_back({to_json(version).dump(), item.approver});
    return {};
  }

  ProvinceBundle bundle;

 private:
  Client& client_;
  const SeenList& compose_;
  const SeenList& approve_;
  std::set<Digest> pictures_;
};

std::string file_of(std::int64_t version, std::string_view role) {
  return std::to_string(version) + "." + std::string(role) + ".json";
}

}  // namespace

std::string words_of(const ProvinceKeys& keys) {
  return joined(fingerprint_words(fingerprint_of(keys)), " ");
}

Result<ProvinceCard> province_card(Client& client, const std::filesystem::path& folder,
                                   Instant now) {
  CommuneTrust trust(client, folder, TRY(client.trust()));
  TRY(trust.refresh(now));
  return ProvinceCard{TRY(client.commune()).agency,
                      owners_of(trust.root(), trust.record().signing_code)};
}

Result<HandedOver> hand_over(Client& client, const std::filesystem::path& folder,
                             const std::vector<ItemId>& items, Instant now) {
  CommuneTrust trust(client, folder, TRY(client.trust()));
  TRY(trust.refresh(now));
  const std::string& code = trust.record().signing_code;
  const SeenList compose = TRY(trust.list(KeyClass::Compose));
  const SeenList approve = TRY(trust.list(KeyClass::Approve));
  if (!compose.targets || !approve.targets) return nothing();
  Handing handing(client, compose, approve, code);
  HandedOver out;
  for (const ItemRecord& item : TRY(client.items())) {
    const bool is_asked_for = items.empty() || std::ranges::find(items, item.id) != items.end();
    if (!is_asked_for || !handing.is_signed(item) || item.content.valid_until <= now) continue;
    const Status added = handing.add(item);
    if (added) {
      out.titles.push_back(item.content.title);
    } else if (items.empty() && added.error().code == Code::Invalid) {
      out.left_out.push_back(item.content.title);
    } else {
      return added.error();
    }
  }
  // Also with nothing to show, once something was: so that what was taken back comes down.
  if (out.titles.size() < items.size()) return nothing();
  ProvinceBundle& bundle = handing.bundle;
  bundle.targets = TRY(client.trust_file(file_of(trust.targets().head.version, tuf::kTargetsRole)));
  bundle.compose =
      TRY(client.trust_file(file_of(compose.version, signing_role(KeyClass::Compose, code))));
  bundle.approve =
      TRY(client.trust_file(file_of(approve.version, signing_role(KeyClass::Approve, code))));
  out.file = TRY(to_file(bundle));
  return out;
}

Result<ProvinceImportRecord> take_over(Client& client, std::string_view file) {
  const OpenedBundle opened = TRY(bundle_from_file(file));
  UploadRequest request;
  request.name = "tinh-" + opened.bundle.code;
  request.size_bytes = std::int64_t(file.size());
  request.sha256 = sha256(file);
  UploadRecord upload = TRY(client.begin_upload(request));
  while (upload.held_bytes < request.size_bytes) {
    const std::string_view piece = file.substr(std::size_t(upload.held_bytes), kUploadPieceBytes);
    upload = TRY(client.append_upload(upload.id, upload.held_bytes, std::string(piece)));
  }
  return client.import_province(upload.id);
}

}  // namespace bangtin
