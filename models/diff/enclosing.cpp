// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/filediff.h"

#include <algorithm>

namespace docket::diff {

namespace {

constexpr int farthest = 1000;    // lines to look upwards
constexpr int farthestEnd = 5000; // and downwards

int scopeIndentOf(QByteArrayView line)
{
    int columns = 0;
    for (const char c : line) {
        if (c == ' ')
            ++columns;
        else if (c == '\t')
            columns += 8 - columns % 8;
        else
            return c == '\r' || c == '\f' ? -1 : columns;
    }
    return -1;
}

/** Lines that stand further out without opening a scope: closers, lone braces, directives, comments, labels. */
bool opensNothing(QByteArrayView line)
{
    line = line.trimmed();
    const char first = line.isEmpty() ? '}' : line[0];
    if (first == '{' || first == '}' || first == ')' || first == ']' || first == '#' || first == '*' || first == '<'
        || first == '@')
        return true;
    if (line.startsWith("//") || line.startsWith("/*") || line.startsWith("--") || line == "end" || line == "else"
        || line == "else:")
        return true;
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ' ';
    };
    return line.endsWith(':') && line.size() > 1 && std::all_of(line.begin(), line.end() - 1, isWord)
        && !line.startsWith("class ") && !line.startsWith("try") && !line.startsWith("with ");
}

/** Scopes that hold functions: a step further in says more. */
bool isContainer(QByteArrayView line)
{
    line = line.trimmed();
    for (const char *word :
         {"namespace", "class ", "struct ", "extern \"C\"", "impl ", "impl<", "module ", "mod ", "interface ",
          "export class ", "export default class ", "trait ", "pub mod ", "public class ", "describe("}) {
        if (line.startsWith(word))
            return true;
    }
    return false;
}

} // namespace

int FileDiff::enclosingLine(Side side, int line) const
{
    const TextSide &text = this->text(side);
    if (line < 0 || line >= text.lineCount())
        return -1;
    int indent = -1;
    for (int i = line; i < text.lineCount() && indent < 0; ++i)
        indent = scopeIndentOf(text.line(i));
    std::vector<int> chain; // from the inside out
    for (int i = line - 1; i >= 0 && i >= line - farthest && indent > 0; --i) {
        const QByteArrayView candidate = text.line(i);
        const int own = scopeIndentOf(candidate);
        if (own < 0 || own >= indent || opensNothing(candidate))
            continue;
        chain.push_back(i);
        indent = own;
    }
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        if (!isContainer(text.line(*it)) || it + 1 == chain.rend())
            return *it;
    }
    return -1;
}

int FileDiff::scopeEnd(Side side, int opener) const
{
    const TextSide &text = this->text(side);
    if (opener < 0 || opener >= text.lineCount())
        return opener;
    const int outer = scopeIndentOf(text.line(opener));
    int last = opener; // the last line that is not blank and stands deeper
    for (int i = opener + 1; i < text.lineCount() && i - opener < farthestEnd; ++i) {
        const QByteArrayView line = text.line(i);
        const int indent = scopeIndentOf(line);
        if (indent < 0)
            continue;
        if (indent > outer) {
            last = i;
            continue;
        }
        const QByteArrayView content = line.trimmed();
        const bool closes =
            content.startsWith('}') || content.startsWith(')') || content.startsWith(']') || content.startsWith("end");
        if (closes && indent == outer)
            last = i;
        const bool goesOn = content.startsWith('{') || content.startsWith('#')
            || (closes && (content.endsWith('{') || content.startsWith(')')))
            || (content.endsWith(':') && !content.contains('(')
                && !content.contains(' ')); // a brace of its own, a directive, a label
        if (!goesOn)
            break;
    }
    return last;
}

} // namespace docket::diff
