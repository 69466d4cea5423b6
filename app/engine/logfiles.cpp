// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/logfiles.h"

#include "app/engine/transcriptfold.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr qint64 maxTranscriptBytes = 32 << 20;

Result<QByteArray> tail(const QString &path, qint64 maxBytes, bool *cut)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"The log cannot be read: %1."_s.arg(file.errorString()), path);
    *cut = file.size() > maxBytes;
    if (*cut)
        file.seek(file.size() - maxBytes);
    QByteArray bytes = file.read(maxBytes);
    if (*cut) // begin at a whole line, if there is one
        bytes.remove(0, bytes.indexOf('\n') + 1);
    return bytes;
}

} // namespace

Result<QList<TranscriptEntry>> readTranscript(const QString &path, int round)
{
    if (!QFile::exists(path))
        return QList<TranscriptEntry>();
    bool cut = false;
    const auto bytes = tail(path, maxTranscriptBytes, &cut);
    if (!bytes)
        return std::unexpected(bytes.error());
    return foldTranscript(*bytes, round);
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
