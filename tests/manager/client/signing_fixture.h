// Three people of a commune, each with a PC of his own, against a server in memory. Thread: one.
#pragma once

#include <gtest/gtest.h>

#include "manager/client/commune_owner.h"
#include "manager/client/my_key.h"
#include "tests/fakes/one_page.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_trust_server.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {

inline const Instant kNow = *from_iso8601("2026-11-22T05:00:00Z");
inline constexpr const char* kServer = "https://192.0.2.1:8443";
inline const std::string kPassword = SimTrustServer::kPassword;

/// One PC: its keys and what it has seen.
struct Pc {
  TempFolder folder;
  SeededRandom random;
  KeyRing ring{folder.path(), random, kPasswordCostTest};
  explicit Pc(int number) : random(std::uint64_t(number)) {}
};

class Signing : public ::testing::Test {
 protected:
  Result<MyKey> sign_in(Pc& pc, const std::string& login) {
    const Session session = client_.sign_in(login, server_.passwords[login]).value();
    return ready_my_key(client_, pc.ring, session.person, kServer, server_.passwords[login]);
  }
  SigningPerson signer(Pc& pc) {
    return my_signer(client_, pc.ring, server_.passwords[server_.me]).value();
  }
  /// Both sign in once, and the administrator begins.
  void begin() {
    ASSERT_TRUE(sign_in(lan_pc_, "lan").ok());
    ASSERT_TRUE(sign_in(nam_pc_, "nam").ok());
    client_.sign_in("mai", kPassword).value();
    const Beginning beginning = prepare_trust(client_).value();
    const KeyPair owner = commune_key(mai_pc_.ring, beginning.trust, kPassword).value();
    sheet_ = recovery_sheet(owner);
    const Status begun = begin_trust(client_, beginning, owner, kNow);
    ASSERT_TRUE(begun.ok()) << begun.error().message;
  }
  Result<ItemRecord> submit() {
    client_.sign_in("lan", kPassword).value();
    return client_.submit_item(ItemId{"tin-1"}, server_.item.content, signer(lan_pc_), kNow);
  }
  Result<ItemRecord> submit_with(Pc& pc) {
    client_.sign_in("lan", kPassword).value();
    auto signer = my_signer(client_, pc.ring, kPassword);
    if (!signer.ok()) return signer.error();
    return client_.submit_item(ItemId{"tin-1"}, server_.item.content, *signer, kNow);
  }
  Result<ItemRecord> approve() {
    client_.sign_in("nam", kPassword).value();
    return client_.approve_item(ItemId{"tin-1"}, *server_.item.submitted, all_checks(),
                                signer(nam_pc_), kNow);
  }
  /// By the administrator; nothing: the policy stays.
  Result<SignedPeople> sign(std::optional<bool> one_person = std::nullopt) {
    return sign_people(client_, mai_pc_.ring, kPassword, kNow, {.one_person = one_person});
  }
  void give_lan_both_roles() { server_.people.at("lan").roles = {Role::Editor, Role::Approver}; }
  /// What withdrawing signs, without the withdrawal.
  Status sign_off(Pc& pc, const std::string& login) {
    server_.me = login;
    SigningPerson other = signer(pc);
    for (const ShorterList& list : TRY(sign_shorter_lists(client_, other, kNow))) {
      TRY(server_.take_as_is(list.key_class, list.envelope));
    }
    return {};
  }
  /// The server comes back with another key of its own.
  void restore() {
    server_.online = KeyPair::from_seed({std::uint8_t(20 + restores_++)});
    server_.online_key_signed = false;
    client_.sign_in("mai", kPassword).value();
  }
  static std::string key_of_error(const auto& result) {
    return result.ok() ? "done" : result.error().key;
  }

  SimTrustServer server_{kNow};
  OnePage pager_;
  Client client_{server_, &pager_};
  Pc lan_pc_{1}, nam_pc_{2}, mai_pc_{3};
  std::string sheet_;
  int restores_ = 0;
};

}  // namespace bangtin
