// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/commentplace.h"

#include <QStringList>

#include <algorithm>
#include <cstdlib>

namespace docket {

review::CommentAnchor placedAnchor(const review::CommentAnchor &anchor, const diff::FileDiff &file)
{
    if (anchor.isWholeReview() || anchor.isWholeFile())
        return anchor;
    const diff::FileVersion &version = anchor.side == diff::Side::Left ? file.entry().before : file.entry().after;
    const diff::TextSide &text = file.text(anchor.side);
    if (version.blob == anchor.blob && anchor.lastLine < text.lineCount())
        return anchor;
    QList<QByteArray> wanted;
    for (const QString &line : anchor.snippet.split(u'\n'))
        wanted += line.trimmed().toUtf8();
    const int count = int(wanted.size());
    const bool says = std::ranges::any_of(wanted, [](const QByteArray &line) { return line.size() > 2; });
    int best = -1;
    for (int first = 0; says && first + count <= text.lineCount(); ++first) {
        if (best >= 0 && std::abs(first - anchor.firstLine) >= std::abs(best - anchor.firstLine))
            continue;
        bool same = true;
        for (int i = 0; i < count && same; ++i)
            same = text.line(first + i).trimmed() == QByteArrayView(wanted[i]);
        if (same)
            best = first;
    }
    review::CommentAnchor placed = anchor;
    placed.firstLine = best;
    placed.lastLine = best < 0 ? -1 : best + count - 1;
    return placed;
}

} // namespace docket
