// Document: a PDF whose pages are drawn as a printer would put them on paper. Nothing in it runs:
// scripts, links, forms and attachments are passed over. The only place that meets poppler. Only
// for the worker. Thread: one.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "manager/ingest/document.h"

namespace bangtin {

class Document {
 public:
  using Opened = std::variant<std::unique_ptr<Document>, DocumentRefusal>;
  /// The bytes outlive it. Errors: encrypted; truncated; damaged; no pages, too many.
  static Opened open(const std::string& bytes);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  virtual ~Document() = default;

  /// Facts of all pages.
  virtual DocumentFacts facts() = 0;
  /// A PNG, its longer side kDocumentSide_px. Errors: page size; damaged; failed.
  virtual std::variant<std::string, DocumentRefusal> draw(int page) = 0;

 protected:
  Document() = default;
};

/// Loads what drawing will need; before the sandbox closes. False when it fails.
bool start_document_work();

}  // namespace bangtin
