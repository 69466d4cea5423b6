// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/plaintext.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

bool mustBeWrittenOut(char16_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c >= 0x200B && c <= 0x200F) || c == 0x061C
        || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

} // namespace

QString visibleText(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'\r') {
            if (i + 1 < text.size() && text[i + 1] == u'\n')
                continue;
            result += u'\n';
        } else if (c == u'\x1b') {
            // An escape sequence of a terminal: skipped as a whole where it is the common kind, ESC [ ... letter.
            if (i + 1 < text.size() && text[i + 1] == u'[') {
                ++i;
                while (i + 1 < text.size() && !(text[i + 1].unicode() >= 0x40 && text[i + 1].unicode() <= 0x7e))
                    ++i;
                ++i;
            }
        } else if (c == u'\n' || c == u'\t') {
            result += QChar(c);
        } else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
            continue;
        } else if (mustBeWrittenOut(c)) {
            result += u"<U+%1>"_s.arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
        } else {
            result += QChar(c);
        }
    }
    return result;
}

QList<TextBlock> textBlocks(const QString &markdown)
{
    QList<TextBlock> blocks;
    TextBlock current;
    QString fence;
    const auto finish = [&] {
        if (current.text.endsWith(u'\n'))
            current.text.chop(1);
        if (!current.text.isEmpty() || current.code)
            blocks << current;
        current = {};
    };
    for (const QStringView line : QStringView(markdown).split(u'\n')) {
        const QStringView bare = line.trimmed();
        if (fence.isEmpty() && (bare.startsWith(u"```") || bare.startsWith(u"~~~"))) {
            finish();
            fence = bare.left(3).toString();
            current.code = true;
        } else if (!fence.isEmpty() && bare == fence) {
            finish();
            fence.clear();
        } else {
            current.text += line;
            current.text += u'\n';
        }
    }
    finish();
    return blocks;
}

} // namespace docket
