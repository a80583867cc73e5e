// Disks and backups in memory for tests of the desk. Thread: one.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/backup_keeper.h"

namespace bangtin {

class FakeBackupKeeper final {
 public:
  /// What the thread would tell. A job goes on until `ends`.
  std::vector<desk::BackupReport> answer(const desk::BackupOrder& order) {
    if (const auto* look = std::get_if<desk::LookForPlaces>(&order)) {
      ++looks;
      looked_to_write = look->to_write;
      return {{0, desk::PlacesSeen{places, found}}};
    }
    if (const auto* stop = std::get_if<desk::StopBackup>(&order)) {
      stops.push_back(stop->number);
      return {{stop->number, Error{Code::Conflict, "a person stopped it", "backup.cancelled"}}};
    }
    if (const auto* job = std::get_if<desk::BackupJob>(&order)) {
      jobs.push_back(*job);
      if (holds) return {{job->number, *holds}};
      if (fault) return {{job->number, *fault}};
      return {{job->number,
               SavedBackup{job->place + "/bang-tin-2026-11-22-0800", 1'234, 356'000'000, {}}}};
    }
    const auto& job = std::get<desk::RestoreJob>(order);
    restores.push_back(job);
    if (fault) return {{job.number, *fault}};
    return {{job.number, own}};
  }

  std::vector<BackupPlace> places = {
      {"/media/quan/KINGSTON", "KINGSTON", true, 14'000'000'000},
      {"/home/quan/Tài liệu", "Tài liệu", false, 80'000'000'000},
  };
  std::vector<FoundBackup> found;
  std::optional<BackupProgress> holds;  ///< a job that is on its way
  std::optional<Error> fault;
  desk::OwnServerFacts own{"https://127.0.0.1:8443", std::string(64, 'c'), ""};
  int looks = 0;
  bool looked_to_write = false;
  std::vector<int> stops;
  std::vector<desk::BackupJob> jobs;
  std::vector<desk::RestoreJob> restores;
};

}  // namespace bangtin
