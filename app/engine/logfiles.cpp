// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/logfiles.h"

#include "app/engine/transcriptfold.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** One line longer than this is not looked for. */
constexpr qint64 maxTranscriptBytes = 32 << 20;

std::pair<qint64, qint64> boundsOf(const TranscriptSpot &spot, qint64 end, qint64 want)
{
    switch (spot.way) {
    case TranscriptSpot::Way::End: return {std::max<qint64>(0, end - want), end};
    case TranscriptSpot::Way::Before:
        return {std::max<qint64>(0, std::min(spot.offset, end) - want), std::min(spot.offset, end)};
    case TranscriptSpot::Way::After: return {std::min(spot.offset, end), std::min(end, spot.offset + want)};
    }
    Q_UNREACHABLE_RETURN({});
}

/** The last text is the one that is still told: it gets the name under which it grows. */
void goOnWith(const TranscriptEntry &open, QList<TranscriptEntry> &entries)
{
    if (entries.isEmpty() || entries.constLast().kind != open.kind)
        return;
    TranscriptEntry &last = entries.last();
    const qsizetype before = last.text.size() - open.text.size();
    if (before <= 0 || !last.text.endsWith(open.text)) {
        last.id = open.id;
        last.text = open.text;
        return;
    }
    TranscriptEntry going = open;
    going.place = last.place;
    last.text.truncate(before);
    entries.append(going);
}

Result<QByteArray> tail(const QString &path, qint64 maxBytes, bool *cut)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            ErrorCode::NotFound,
            QCoreApplication::translate("docket::LogFiles", "The log cannot be read: %1.").arg(file.errorString()),
            path);
    *cut = file.size() > maxBytes;
    if (*cut)
        file.seek(file.size() - maxBytes);
    QByteArray bytes = file.read(maxBytes);
    if (*cut) // begin at a whole line, if there is one
        bytes.remove(0, bytes.indexOf('\n') + 1);
    return bytes;
}

} // namespace

Result<TranscriptPage> readTranscript(const QString &path, int round, const TranscriptSpot &spot, qint64 end,
                                      const TranscriptFeed::Mark &mark)
{
    QFile file(path);
    if (!file.exists())
        return TranscriptPage();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("docket::LogFiles", "The transcript cannot be read: %1.")
                        .arg(file.errorString()),
                    path);
    for (qint64 want = transcriptPageBytes;; want *= 2) {
        const auto [from, to] = boundsOf(spot, end, want);
        file.seek(from);
        QByteArray bytes = file.read(to - from);
        // Whole lines only.
        const qsizetype first = from == 0 || spot.way == TranscriptSpot::Way::After ? 0 : bytes.indexOf('\n') + 1;
        const qsizetype behind = bytes.lastIndexOf('\n') + 1;
        if (behind <= first && to - from >= want && want < maxTranscriptBytes)
            continue;
        bytes = bytes.sliced(first, std::max(behind, first) - first);
        TranscriptPage page;
        page.from = from + first;
        page.to = page.from + bytes.size();
        page.isEnd = page.to >= end;
        page.upTo = mark.serial;
        page.entries = foldTranscript(bytes, round, page.from);
        if (mark.open)
            goOnWith(*mark.open, page.entries);
        return page;
    }
}

Result<QString> readLogTail(const QString &path, qint64 maxBytes)
{
    bool cut = false;
    const auto bytes = tail(path, maxBytes, &cut);
    if (!bytes)
        return std::unexpected(bytes.error());
    return withoutControls((cut ? u"...\n"_s : QString()) + QString::fromUtf8(*bytes));
}

} // namespace docket
