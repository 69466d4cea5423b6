// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/definition.h"

#include <QByteArrayMatcher>

#include <algorithm>
#include <string_view>
#include <tuple>

namespace docket::review {

namespace {

bool isNamePart(char c)
{
    return c == '_' || c == '$' || uchar(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z');
}

QByteArrayView lastWord(QByteArrayView text)
{
    text = text.trimmed();
    qsizetype start = text.size();
    while (start > 0 && (isNamePart(text[start - 1]) || text[start - 1] == '#'))
        --start;
    return text.sliced(start);
}

bool isOneOf(QByteArrayView word, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(
        words, [&](std::string_view each) { return word == QByteArrayView(each.data(), qsizetype(each.size())); });
}

bool definingWord(QByteArrayView word)
{
    return isOneOf(word,
                   {"class",     "struct",  "enum",    "union",  "interface", "trait",  "protocol", "type",
                    "def",       "fn",      "func",    "fun",    "function",  "sub",    "proc",     "module",
                    "namespace", "package", "#define", "define", "object",    "record", "using",    "concept",
                    "const",     "let",     "var",     "val",    "static",    "mod",    "macro",    "macro_rules!"});
}

/** Words after which a name followed by '(' is used, not made. */
bool usingWord(QByteArrayView word)
{
    return isOneOf(word, {"return", "else", "new",    "throw",  "case",   "delete", "await",  "co_return", "co_await",
                          "yield",  "if",   "while",  "for",    "switch", "in",     "not",    "and",       "or",
                          "do",     "goto", "sizeof", "typeof", "import", "from",   "include"});
}

/** Return types, qualifiers and scopes, and nothing that computes. */
bool looksLikeTypes(QByteArrayView before)
{
    return std::ranges::all_of(before, [](char c) {
        return isNamePart(c) || c == ' ' || c == '\t' || c == '*' || c == '&' || c == ':' || c == '<' || c == '>'
            || c == ',' || c == '[' || c == ']' || c == '~' || c == '@';
    });
}

bool definesAt(QByteArrayView line, qsizetype at, qsizetype length)
{
    const QByteArrayView before = line.first(at);
    const QByteArrayView head = before.trimmed();
    const QByteArrayView after = line.sliced(at + length).trimmed();
    const QByteArrayView whole = line.trimmed();
    const bool declared = whole.endsWith(';');
    const QByteArrayView word = lastWord(before);
    if (definingWord(word) && head.endsWith(word))
        return !(declared && isOneOf(word, {"class", "struct", "enum", "union"})
                 && !whole.contains('{'));               // told in advance only
    if (head.startsWith("func (") && head.endsWith(')')) // a method of Go
        return after.startsWith('(');
    if ((head.startsWith("typedef") || head == "}") && after.startsWith(';'))
        return true;
    const bool atEdge = before.isEmpty();
    if (after.startsWith('(')) {
        if (declared || after.endsWith(',') || head.startsWith("//") || head.startsWith('*') || head.startsWith('#'))
            return false;
        if (head.isEmpty()) // the type stands on the line before, or it is a method with its body behind it
            return (atEdge && !whole.endsWith('\\')) || whole.endsWith('{');
        const qsizetype blank = head.indexOf(' ');
        const QByteArrayView firstWord = blank < 0 ? head : head.first(blank);
        return looksLikeTypes(head) && !usingWord(word) && !usingWord(firstWord);
    }
    return atEdge && (after.startsWith(":=") || (after.startsWith('=') && !after.startsWith("==")));
}

} // namespace

bool definesName(QByteArrayView line, QByteArrayView name)
{
    if (name.isEmpty() || line.size() > 2000)
        return false;
    for (qsizetype at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
        const bool startsWord = at == 0 || !isNamePart(line[at - 1]);
        const bool endsWord = at + name.size() == line.size() || !isNamePart(line[at + name.size()]);
        if (startsWord && endsWord && definesAt(line, at, name.size()))
            return true;
    }
    return false;
}

QList<Definition> definitionsIn(const QByteArray &path, QByteArrayView text, QByteArrayView name, int limit)
{
    QList<Definition> found;
    const QByteArrayMatcher matcher(name);
    int line = 0;
    qsizetype counted = 0;
    for (qsizetype at = matcher.indexIn(text); at >= 0 && found.size() < limit;) {
        const qsizetype start = at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
        qsizetype end = text.indexOf('\n', at);
        end = end < 0 ? text.size() : end;
        line += int(std::count(text.begin() + counted, text.begin() + start, '\n'));
        counted = start;
        const QByteArrayView whole = text.sliced(start, end - start);
        if (definesName(whole, name))
            found.append({path, line, whole.toByteArray(), false});
        at = end < text.size() ? matcher.indexIn(text, end) : -1;
    }
    return found;
}

void sortByDistance(QList<Definition> &found, const QByteArray &fromPath)
{
    const auto folder = [](const QByteArray &path) { return path.left(path.lastIndexOf('/') + 1); };
    const auto ending = [](const QByteArray &path) { return path.mid(path.lastIndexOf('.') + 1); };
    std::ranges::stable_sort(found, {}, [&](const Definition &each) {
        return std::tuple(each.inBase, each.path != fromPath, folder(each.path) != folder(fromPath),
                          ending(each.path) != ending(fromPath), each.path, each.line);
    });
}

} // namespace docket::review
