// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/transcriptsteps.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

bool concerns(const TranscriptEntry &entry, const QString &path)
{
    for (const QString &said : entry.paths) {
        if (namesFile(said, path))
            return true;
    }
    return entry.title.contains(path) || entry.text.contains(path);
}

bool wasDone(const TranscriptEntry &entry)
{
    return entry.status != "failed"_L1 && entry.status != "declined"_L1;
}

int linesIn(const TranscriptEntry &entry, const QSet<QString> &wanted)
{
    QSet<QString> found;
    for (const QStringView line : QStringView(entry.text).split(u'\n')) {
        if (!line.startsWith(u'+'))
            continue;
        const QString text = line.sliced(1).trimmed().toString();
        if (wanted.contains(text))
            found.insert(text);
    }
    return int(found.size());
}

} // namespace

bool namesFile(const QString &said, const QString &path)
{
    return said == path || said.endsWith(u'/' + path);
}

qsizetype stepThatWrote(const QList<TranscriptEntry> &entries, const QString &path, const QStringList &addedLines)
{
    QSet<QString> wanted;
    for (const QString &line : addedLines) {
        if (!line.trimmed().isEmpty())
            wanted.insert(line.trimmed());
    }
    qsizetype best = -1, lastNamed = -1;
    int most = 0;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const TranscriptEntry &entry = entries[i];
        if (entry.kind != TranscriptEntry::Kind::ToolCall || !wasDone(entry) || !concerns(entry, path))
            continue;
        const int lines = linesIn(entry, wanted);
        if (lines > 0 && lines >= most) {
            best = i;
            most = lines;
        }
        if (!entry.title.startsWith("Read"_L1, Qt::CaseInsensitive))
            lastNamed = i;
    }
    return best >= 0 ? best : lastNamed;
}

} // namespace docket
