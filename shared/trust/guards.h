// Each thing that the trust client refuses, by name. The client is written once for any set of
// guards and built for AllGuards alone: there is nothing in a program by which one could be left
// out. Only the tests build it with a guard missing, to see that each attack then gets through.
// Thread: any.
#pragma once

namespace bangtin::tuf {

enum class Guard {
  UniqueSignatures,   ///< two signatures with one key id
  ThresholdPositive,  ///< a role that needs no signature
  Threshold,          ///< fewer right signatures than the role needs
  DistinctKeys,       ///< one key counted twice under two ids
  RoleType,           ///< a role's metadata in place of another's
  SpecVersion,        ///< metadata of another major version
  VersionPositive,    ///< version 0 or below
  ReservedNames,      ///< a delegated role called root, timestamp, snapshot or targets
  OldRootKeys,        ///< a root not signed as the one before asks
  NewRootKeys,        ///< a root not signed as it asks itself
  RootStep,           ///< a root that is not the next one
  RootExpiry,         ///< the newest root, too old
  TimestampRollback,  ///< an older timestamp
  NamedRollback,      ///< a timestamp that names an older snapshot
  TimestampExpiry,    ///< a timestamp too old
  SnapshotVersion,    ///< a snapshot other than the timestamp names
  SnapshotRollback,   ///< an older snapshot, where no timestamp is remembered
  MetaRollback,       ///< a snapshot that names an older targets role
  RoleVanished,       ///< a snapshot without a role that was there
  SnapshotExpiry,     ///< a snapshot too old
  MetaBytes,          ///< other bytes than the length and hashes that are named
  TargetsVersion,     ///< a targets role other than the snapshot names
  TargetsExpiry,      ///< a targets role too old
  DropRotated,        ///< versions of revoked keys kept as a floor for ever
  VisitOnce,          ///< a circle of delegations
  VisitedMax,         ///< delegations without end
  Terminating,        ///< a search that goes on behind a terminating delegation
  PathCovered,        ///< a role that names targets outside its paths
  JudgedFirst,        ///< metadata that is kept before its own checks passed
  SizeMax,            ///< a file without end
};

struct AllGuards {
  static constexpr bool on(Guard) { return true; }
};

}  // namespace bangtin::tuf
