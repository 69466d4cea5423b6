// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "app/engine/transcriptfeed.h"

namespace docket {

/**
 * A piece of a stored transcript of at least `transcriptPageBytes`, where there is so much; `end` is where the file
 * ends for this reading. `mark` says where what is told live stands at that end, so that it goes on in the last entry
 * and is not told twice. Nothing was said yet: an empty page. For pool threads.
 */
Result<TranscriptPage> readTranscript(const QString &path, int round, const TranscriptSpot &spot, qint64 end,
                                      const TranscriptFeed::Mark &mark = {});
inline constexpr qint64 transcriptPageBytes = 256 << 10;
/** The end of a check's log as text without control characters. For pool threads. */
Result<QString> readLogTail(const QString &path, qint64 maxBytes);

} // namespace docket
