// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace docket::diff {

/** Characters that can make text look other than it is. */
enum class WarningKind : quint8 {
    Bidi,      ///< changes the direction of what follows (Trojan Source)
    ZeroWidth, ///< cannot be seen
    LookAlike, ///< a letter of another script in a word of Latin letters
    Control,   ///< a control character other than tab
};

struct TextWarning
{
    WarningKind kind = WarningKind::Control;
    qint32 start = 0;  ///< bytes in the line
    qint32 length = 0; ///< bytes
    char32_t character = 0;

    bool operator==(const TextWarning &) const = default;
};

/** True if lineWarnings() would find something; quick for plain ASCII. */
bool hasWarnings(QByteArrayView line);
std::vector<TextWarning> lineWarnings(QByteArrayView line);
/** What to draw instead of the character: "U+202E". */
QString characterName(char32_t character);

} // namespace docket::diff
