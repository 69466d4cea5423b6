// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace docket {

/**
 * Untrusted text made safe to show: control characters go (tab and newline stay, CR LF becomes newline), and
 * characters that
 * change the reading order or cannot be seen are written out as their number, such as "<U+202E>". Pure, O(n).
 */
QString visibleText(QStringView text);

/** A piece of agent's text: prose, or what stood between lines of three backquotes or tildes. */
struct TextBlock
{
    QString text;
    bool code = false;

    bool operator==(const TextBlock &) const = default;
};

/**
 * Splits Markdown at its fences and nothing else; an open fence reaches to the end. Text is kept as it is otherwise.
 */
QList<TextBlock> textBlocks(const QString &markdown);

} // namespace docket
