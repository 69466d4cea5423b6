// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"

namespace docket::diff {

struct HtmlOptions
{
    int contextLines = 3;
};

/** The words of the page, so that it can be in the reader's language; %1, %2 stand for numbers. */
struct HtmlWords
{
    QString language = QStringLiteral("en");
    QString files = QStringLiteral("Files");
    QString folded = QStringLiteral("%1 unchanged lines");
    QString binary = QStringLiteral("Binary file: %1 bytes before, %2 bytes after");
    QString renamedFrom = QStringLiteral("was %1");
};

/**
 * The change as one page that needs nothing else: no script, no link to elsewhere, light and dark by the reader's
 * choice. Everything that comes from the files is escaped, and what cannot be seen or turns the direction of text is
 * written as its name. In three parts, so that a large change is never in memory as a whole: the head with the list of
 * files, each file, the tail. UTF-8. Pure.
 */
QByteArray htmlHead(const QString &title, const std::vector<FileEntry> &entries, const HtmlWords &words = {});
QByteArray htmlFile(const FileDiff &file, int index, const HtmlWords &words = {}, const HtmlOptions &options = {});
QByteArray htmlTail();

/** A piece of text for HTML: escaped, what cannot be seen by its name. */
QByteArray htmlText(QByteArrayView utf8);

} // namespace docket::diff
