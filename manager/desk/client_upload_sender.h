// ClientUploadSender: the UploadSender port over manager/client and HTTPS, with a line of its own:
// a long file delays nothing else of the desk. Thread: one at a time.
#pragma once

#include "manager/desk/upload_sender.h"

namespace bangtin::desk {

class ClientUploadSender final : public UploadSender {
 public:
  /// Both outlive it.
  ClientUploadSender(Random& random, Clock& clock) : random_(random), clock_(clock) {}

  Result<ConversionRecord> send(const UploadJob& job, const UploadWatch& watch) override;

 private:
  Random& random_;
  Clock& clock_;
};

}  // namespace bangtin::desk
