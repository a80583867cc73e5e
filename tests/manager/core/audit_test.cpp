#include "manager/core/audit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "shared/crypto/sha256.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

struct Stored {
  AuditRow row;
  Digest hash;
};

/// Ten events as the office writes them.
std::vector<Stored> ten_events() {
  std::vector<Stored> events;
  Digest before;
  for (std::int64_t seq = 1; seq <= 10; ++seq) {
    AuditRow row{seq,
                 sample::midnight() + Millis(seq),
                 "item.approved",
                 "minh",
                 "tin-1",
                 R"({"revision":)" + std::to_string(seq) + "}"};
    before = audit_hash(before, row);
    events.push_back({row, before});
  }
  return events;
}

AuditHead head_of(const std::vector<Stored>& events) {
  return {events.back().row.seq, events.back().hash};
}

AuditReport check(const std::vector<Stored>& events, const AuditHead& head,
                  std::vector<AuditWitness> witnesses = {}) {
  AuditCheck check(AuditHead{}, std::move(witnesses));
  for (const Stored& event : events) check.row(event.row, event.hash);
  return check.finish(head);
}

std::vector<std::string> keys_of(const AuditReport& report) {
  std::vector<std::string> keys;
  for (const AuditFault& fault : report.faults) {
    keys.push_back(std::to_string(fault.seq) + " " + fault.key);
  }
  return keys;
}

using Keys = std::vector<std::string>;

/// Hashes every event anew, as one would who may write the whole table.
void forge(std::vector<Stored>& events) {
  Digest before;
  for (Stored& event : events) event.hash = before = audit_hash(before, event.row);
}

TEST(Audit, FindsNothingInEventsAsTheyWereWritten) {
  const auto events = ten_events();
  const AuditReport report = check(events, head_of(events), {{"bang-1", {4, events[3].hash}}});
  EXPECT_EQ(report.faults_total, 0);
  EXPECT_EQ(report.rows, 10);
  EXPECT_EQ(report.witnesses, 1);
  EXPECT_EQ(report.head, head_of(events));
}

TEST(Audit, AnEmptyStoreIsWhole) { EXPECT_EQ(check({}, AuditHead{}).faults_total, 0); }

TEST(Audit, TheHashCoversEveryPartOfAnEventAndWhatWasBefore) {
  const AuditRow row = ten_events()[0].row;
  const Digest hash = audit_hash({}, row);
  const auto changed = [&](const std::function<void(AuditRow&)>& change) {
    AuditRow other = row;
    change(other);
    return audit_hash({}, other) != hash;
  };
  EXPECT_TRUE(changed([](AuditRow& r) { r.seq = 2; }));
  EXPECT_TRUE(changed([](AuditRow& r) { r.at += Millis(1); }));
  EXPECT_TRUE(changed([](AuditRow& r) { r.kind = "item.returned"; }));
  EXPECT_TRUE(changed([](AuditRow& r) { r.who = "lan"; }));
  EXPECT_TRUE(changed([](AuditRow& r) { r.target = "tin-2"; }));
  EXPECT_TRUE(changed([](AuditRow& r) { r.body = "{}"; }));
  EXPECT_TRUE(changed([](AuditRow& r) { std::swap(r.who, r.target); }));
  EXPECT_NE(audit_hash(sha256("another past"), row), hash);
  EXPECT_EQ(to_hex(hash), "7b12ec4707213da92c77cd1bdc7e4e5a28383002ffde1566186e887a869555f2");
}

TEST(Audit, NamesAnEventThatWasChanged) {
  auto events = ten_events();
  events[4].row.who = "ke-gian";
  EXPECT_EQ(keys_of(check(events, head_of(events))), Keys{"5 audit.altered"});
}

TEST(Audit, NamesAHoleAndEveryOtherHole) {
  auto events = ten_events();
  const AuditHead head = head_of(events);
  events.erase(events.begin() + 7);
  events.erase(events.begin() + 2, events.begin() + 4);
  EXPECT_EQ(keys_of(check(events, head)), (Keys{"5 audit.missing", "9 audit.missing"}));
}

TEST(Audit, NamesAFirstEventThatIsGone) {
  auto events = ten_events();
  const AuditHead head = head_of(events);
  events.erase(events.begin());
  EXPECT_EQ(keys_of(check(events, head)), Keys{"2 audit.missing"});
}

TEST(Audit, NamesTwoEventsThatChangedPlaces) {
  auto events = ten_events();
  std::swap(events[2], events[3]);
  std::swap(events[2].row.seq, events[3].row.seq);
  EXPECT_EQ(keys_of(check(events, head_of(events))),
            (Keys{"3 audit.altered", "4 audit.altered", "5 audit.altered"}));
}

TEST(Audit, NamesAnEndThatWasCutOff) {
  auto events = ten_events();
  const AuditHead head = head_of(events);
  events.resize(8);
  EXPECT_EQ(keys_of(check(events, head)), Keys{"10 audit.cut"});
}

TEST(Audit, OneWhoHashesAllAnewIsFoundByAWitness) {
  auto events = ten_events();
  const std::vector<AuditWitness> witnesses{{"bang-2", {9, events[8].hash}},
                                            {"bang-1", {3, events[2].hash}}};
  events[4].row.who = "ke-gian";
  forge(events);
  EXPECT_EQ(check(events, head_of(events)).faults_total, 0) << "alone it cannot be seen";
  const AuditReport report = check(events, head_of(events), witnesses);
  ASSERT_EQ(keys_of(report), Keys{"9 audit.witness"});
  EXPECT_EQ(report.faults[0].witness, "bang-2");
  EXPECT_EQ(report.witnesses, 1) << "what bang-1 saw was before the change";
}

TEST(Audit, AWitnessOfMoreThanThereIsDisagrees) {
  auto events = ten_events();
  const std::vector<AuditWitness> witnesses{{"bang-1", {10, events[9].hash}}};
  events.resize(8);
  EXPECT_EQ(keys_of(check(events, head_of(events), witnesses)), Keys{"10 audit.witness"});
}

TEST(Audit, AWitnessWhoSawNothingYetSaysNothing) {
  const auto events = ten_events();
  const AuditReport report = check(events, head_of(events), {{"bang-1", AuditHead{}}});
  EXPECT_EQ(report.faults_total, 0);
  EXPECT_EQ(report.witnesses, 0);
}

TEST(Audit, GoesOnFromTheLastEventThatWasLetGo) {
  auto events = ten_events();
  const AuditHead dropped{4, events[3].hash};
  const AuditWitness old{"bang-1", {3, sha256("of what is gone")}};
  events.erase(events.begin(), events.begin() + 4);
  AuditCheck check(dropped, {old, {"bang-2", {9, events[4].hash}}});
  for (const Stored& event : events) check.row(event.row, event.hash);
  const AuditReport report = check.finish(head_of(events));
  EXPECT_EQ(report.faults_total, 0);
  EXPECT_EQ(report.rows, 6);
  EXPECT_EQ(report.dropped, dropped);
  EXPECT_EQ(report.witnesses, 1) << "nobody can say any more what bang-1 saw";
}

TEST(Audit, ListsTheFirstFaultsAndCountsAll) {
  std::vector<Stored> events = ten_events();
  while (events.size() < 400) {
    events.push_back(events.back());
    events.back().row.seq += 2;
  }
  const AuditReport report = check(events, head_of(events));
  EXPECT_EQ(report.faults.size(), 100u);
  EXPECT_EQ(report.faults_total, 390);
}

}  // namespace
}  // namespace bangtin
