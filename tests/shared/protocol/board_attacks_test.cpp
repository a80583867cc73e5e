// What a board alone refuses, tried twice: by the board as it is built, and by one with the guard
// missing that is there for it. The first must come to no harm, the second must: so no attack fails
// for another reason than the one it names.
#include <algorithm>
#include <functional>
#include <set>

#include "shared/protocol/board_trust_impl.h"
#include "tests/shared/protocol/board_trust_world.h"

namespace bangtin {
namespace {

struct OneGuardMissing {
  std::optional<BoardGuard> missing;
  bool on(BoardGuard guard) const { return guard != missing; }
};

/// A board that accepted generation 1 of its commune.
struct World {
  explicit World(std::optional<BoardGuard> without) : board(store, {without}) {
    EXPECT_TRUE(board.pin(commune.root()).ok());
    EXPECT_TRUE(shows(commune.generation(generation(1))));
  }
  bool shows(const std::string& file, Instant now = kNow) {
    return board.verify(file, kBoard, now).ok();
  }
  /// A province that the commune lets in signs all of generation 2.
  std::string signed_by_province(const std::string& code) {
    const Manifest manifest = generation(2);
    for (const ItemVersion& item : manifest.items) {
      for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
        commune.list(code, key_class, item);
      }
    }
    return commune.selected(kBoard, manifest);
  }
  /// An item of generation 1 leaves the approvers' list.
  void withdraw_the_first() {
    SimRepository& repository = commune.repository;
    const std::string role(kApprove);
    repository.targets[role].targets.erase(
        item_path(kPlace.commune_code, hash_of(generation(1).items[0])));
    repository.publish({role});
  }
  /// Signed and selected like any other, but its first item was signed for these places.
  std::string signed_for(const Places& places) {
    Manifest manifest = generation(2);
    manifest.items[0].content.places = places;
    manifest.selection.items[0] = hash_of(manifest.items[0]);
    return commune.generation(manifest);
  }
  std::string listed_by(KeyClass key_class) {
    const Manifest manifest = generation(2);
    for (const ItemVersion& item : manifest.items) commune.list(key_class, item);
    return commune.selected(kBoard, manifest);
  }

  SignedCommune commune{kPlace};
  MemoryTrustStore store;
  BasicBoardTrust<OneGuardMissing> board;
};

struct Attack {
  std::string name;
  BoardGuard guard;
  /// True when it did its harm.
  std::function<bool(World&)> harms;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

/// A key that both composes and approves for an office, by the role that says who does.
void share_a_key(SimRepository& repository, const std::string& role = "targets",
                 const std::string& code = kPlace.commune_code) {
  auto& roles = repository.targets[role].delegations->roles;
  const auto at = [&](KeyClass key_class) {
    return std::ranges::find(roles, signing_role(key_class, code), &tuf::Delegation::name);
  };
  at(KeyClass::Approve)->keys.key_ids.push_back(at(KeyClass::Compose)->keys.key_ids.front());
  repository.publish({role});
}

/// One key signs for both, with a policy that says so in the wrong place or in other words.
bool shows_under(World& world, const std::string& path, std::string_view policy) {
  world.commune.let_one_key_sign_both();
  world.commune.repository.add_target("targets", path, policy);
  world.commune.repository.publish({"targets"});
  return world.shows(world.commune.generation(generation(2)));
}

const std::vector<Attack>& all_attacks() {
  static const std::vector<Attack> attacks = {
      {"A20AnotherSelectionThanTheOneThatIsSigned", BoardGuard::SelectionNamed,
       [](World& world) {
         const Manifest right = generation(2);
         const GenerationParts parts =
             open_generation_file(world.commune.generation(right)).value();
         Selection bent = right.selection;
         bent.windows[0].begin += std::chrono::hours(1);
         return world.shows(generation_file(to_json(bent).dump(), right.items, parts.trust));
       }},
      {"A28TheSelectionOfAnotherBoard", BoardGuard::RightBoard,
       [](World& world) {
         Manifest manifest = generation(2);
         world.commune.generation(manifest);
         manifest.selection.board = {"board-2"};
         return world.shows(world.commune.selected(kBoard, manifest));
       }},
      {"A28WordsAboutThePlaceThatNobodySigned", BoardGuard::PlaceNamed,
       [](World& world) {
         Manifest manifest = generation(2);
         manifest.selection.place.agency = "UBND xã Khác";
         return world.shows(world.commune.generation(manifest));
       }},
      {"A28AnItemThatWasSignedForOtherBoards", BoardGuard::Places,
       [](World& world) {
         return world.shows(world.signed_for({{{"board-10"}, {"board-2"}}, {}}));
       }},
      {"A28AnItemThatWasSignedForOtherCommunes", BoardGuard::Places,
       [](World& world) {
         return world.shows(world.signed_for({{}, {"30308", "30309"}}));
       }},
      {"A28ApprovedButNotComposed", BoardGuard::Composed,
       [](World& world) { return world.shows(world.listed_by(KeyClass::Approve)); }},
      {"A28ComposedButNotApproved", BoardGuard::Approved,
       [](World& world) { return world.shows(world.listed_by(KeyClass::Compose)); }},
      {"A29OneKeyInBothClasses", BoardGuard::TwoPeople,
       [](World& world) {
         share_a_key(world.commune.repository);
         return world.shows(world.commune.generation(generation(2)));
       }},
      {"A29OnePersonUnderThePolicyOfAnotherCommune", BoardGuard::TwoPeople,
       [](World& world) { return shows_under(world, one_person_path("30308"), kOnePersonPolicy); }},
      {"A29OnePersonUnderAPolicyOfOtherBytes", BoardGuard::TwoPeople,
       [](World& world) {
         return shows_under(world, one_person_path("30307"), R"({"one_person":false})");
       }},
      {"A29OneKeyOfAProvinceInBothClasses", BoardGuard::TwoPeople,
       [](World& world) {
         world.commune.add_province(kProvince);
         share_a_key(world.commune.repository, province_role(kProvince), kProvince);
         return world.shows(world.signed_by_province(kProvince));
       }},
      {"A29OnePersonUnderAPolicyOfTheProvincesOwn", BoardGuard::TwoPeople,
       [](World& world) {
         SimRepository& repository = world.commune.repository;
         world.commune.add_province(kProvince);
         for (const std::string& role : {province_role(kProvince), std::string("targets")}) {
           repository.add_target(role, one_person_path(kProvince), kOnePersonPolicy);
           repository.publish({role});
         }
         share_a_key(repository, province_role(kProvince), kProvince);
         return world.shows(world.signed_by_province(kProvince));
       }},
      {"A29AProvinceUnderTheCommunesOwnCode", BoardGuard::OtherCode,
       [](World& world) {
         SimRepository& repository = world.commune.repository;
         for (const std::string_view role : {kCompose, kApprove}) {
           repository.signers[std::string(role)] = {repository.new_key()};
         }
         world.commune.add_province(kPlace.commune_code);
         return world.shows(world.signed_by_province(kPlace.commune_code));
       }},
      {"A29ComposedByTheCommuneAndApprovedByTheProvince", BoardGuard::OneOffice,
       [](World& world) {
         world.commune.add_province(kProvince);
         const Manifest manifest = generation(2);
         for (const ItemVersion& item : manifest.items) {
           world.commune.list(KeyClass::Compose, item);
           world.commune.list(kProvince, KeyClass::Approve, item);
         }
         return world.shows(world.commune.selected(kBoard, manifest));
       }},
      {"A29ComposedByTheProvinceAndApprovedByTheCommune", BoardGuard::OneOffice,
       [](World& world) {
         world.commune.add_province(kProvince);
         const Manifest manifest = generation(2);
         for (const ItemVersion& item : manifest.items) {
           world.commune.list(kProvince, KeyClass::Compose, item);
           world.commune.list(KeyClass::Approve, item);
         }
         return world.shows(world.commune.selected(kBoard, manifest));
       }},
      {"A28OneOfTheProvincesPeopleAlone", BoardGuard::Approved,
       [](World& world) {
         world.commune.add_province(kProvince);
         const Manifest manifest = generation(2);
         for (const ItemVersion& item : manifest.items) {
           world.commune.list(kProvince, KeyClass::Compose, item);
         }
         return world.shows(world.commune.selected(kBoard, manifest));
       }},
      {"A10NewContentUnderMetadataThatIsOver", BoardGuard::HeldBefore,
       [](World& world) {
         world.commune.repository.timestamp.head.expires = kNow + kDay;
         return world.shows(world.commune.generation(generation(2)), kNow + 2 * kDay);
       }},
      {"A28WhatWasWithdrawnUnderTheSelectionThatWasAccepted", BoardGuard::StillHolds,
       [](World& world) {
         world.withdraw_the_first();
         return world.shows(world.commune.selected(kBoard, generation(1)));
       }},
      {"A11OlderMetadataUnderTheSelectionThatWasAccepted", BoardGuard::StillHolds,
       [](World& world) {
         const Manifest shown = generation(1);
         const std::string old = world.commune.selected(kBoard, shown);
         EXPECT_TRUE(world.shows(old));
         EXPECT_TRUE(world.shows(world.commune.selected(kBoard, shown)));
         return world.shows(old);
       }},
      {"A28WhatWasWithdrawnStaysOnTheGlass", BoardGuard::TakenBack,
       [](World& world) {
         world.withdraw_the_first();
         EXPECT_FALSE(world.shows(world.commune.selected(kBoard, generation(1))));
         return world.board.stands(generation(1)).ok();
       }},
      {"AnotherRoot", BoardGuard::OnePin,
       [](World& world) {
         SignedCommune foreign = foreign_commune(kPlace);
         const bool pinned = world.board.pin(foreign.root()).ok();
         return pinned && world.shows(foreign.generation(generation(2)));
       }},
  };
  return attacks;
}

TEST(BoardPlaces, WhatWasSignedForThisBoardOrItsCommuneIsTaken) {
  const std::vector<Places> all{{{kBoard}, {}},
                                {{kBoard, {"board-2"}}, {}},
                                {{}, {"30306", kPlace.commune_code}},
                                {{{"board-2"}}, {kPlace.commune_code}}};
  for (const Places& places : all) {
    World world(std::nullopt);
    EXPECT_TRUE(world.shows(world.signed_for(places)));
  }
}

class BoardAttack : public testing::TestWithParam<Attack> {};

TEST_P(BoardAttack, ComesToNoHarm) {
  World world(std::nullopt);
  EXPECT_FALSE(GetParam().harms(world));
}

TEST_P(BoardAttack, WouldDoHarmWithoutItsGuard) {
  World world(GetParam().guard);
  EXPECT_TRUE(GetParam().harms(world));
}

INSTANTIATE_TEST_SUITE_P(Board, BoardAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

TEST(BoardAttackList, HasAnAttackForEveryGuard) {
  std::set<BoardGuard> tried;
  for (const Attack& attack : all_attacks()) tried.insert(attack.guard);
  EXPECT_EQ(tried.size(), static_cast<std::size_t>(BoardGuard::OnePin) + 1);
}

}  // namespace
}  // namespace bangtin
