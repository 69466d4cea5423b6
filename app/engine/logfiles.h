// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "items/transcriptentry.h"

namespace docket {

/** A stored transcript as entries; of a very long one the end. Nothing was said yet: an empty list. For pool threads. */
Result<QList<TranscriptEntry>> readTranscript(const QString &path, int round);
/** The end of a check's log as text without control characters. For pool threads. */
Result<QString> readLogTail(const QString &path, qint64 maxBytes);

} // namespace docket
