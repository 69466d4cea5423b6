// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/rules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

using Kind = PermissionRule::Kind;

/** Words and separators of shell text, as far as it only runs programs; the reader gives up on everything else. */
class ShellReader
{
public:
    explicit ShellReader(const QString &text) : m_text(text) {}

    std::optional<QList<QStringList>> read()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at++);
            if (c == u' ' || c == u'\t')
                endWord();
            else if (c == u'\'' ? !single() : c == u'"' ? !quoted() : c == u'\\' ? !escaped() : !plain(c))
                return std::nullopt;
        }
        endCommand();
        return m_commands;
    }

private:
    bool single()
    {
        const qsizetype end = m_text.indexOf(u'\'', m_at);
        if (end < 0)
            return false;
        add(m_text.sliced(m_at, end - m_at));
        m_at = end + 1;
        return true;
    }
    bool quoted()
    {
        add({});
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'"') {
                ++m_at;
                return true;
            }
            if (c == u'$' || c == u'`' || c == u'\\')
                return false;
            m_word += c;
        }
        return false;
    }
    bool escaped()
    {
        if (m_at >= m_text.size() || m_text.at(m_at) == u'\n')
            return false;
        add(m_text.at(m_at++));
        return true;
    }
    bool plain(QChar c)
    {
        const QChar next = m_at < m_text.size() ? m_text.at(m_at) : QChar();
        if ((c == u'&' || c == u'|') && next == c)
            ++m_at;
        else if (c == u'&')
            return false; // in the background, or a redirection
        if (c == u';' || c == u'|' || c == u'&')
            return endCommand();
        if (u"$`<>(){}[]!#~*?\n\r"_s.contains(c))
            return false;
        add(c);
        return true;
    }
    void add(const QString &piece)
    {
        m_word += piece;
        m_hasWord = true;
    }
    void endWord()
    {
        if (std::exchange(m_hasWord, false))
            m_words << std::exchange(m_word, {});
    }
    bool endCommand()
    {
        endWord();
        if (!m_words.isEmpty())
            m_commands << std::exchange(m_words, {});
        return true;
    }

    QString m_text;
    qsizetype m_at = 0;
    QString m_word;
    bool m_hasWord = false;
    QStringList m_words;
    QList<QStringList> m_commands;
};

bool wordMatches(const QString &pattern, const QString &word)
{
    if (!pattern.contains(u'*') && !pattern.contains(u'?'))
        return pattern == word;
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(u"\\*"_s, u".*"_s).replace(u"\\?"_s, u"."_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::DotMatchesEverythingOption)
        .match(word)
        .hasMatch();
}

bool wordsMatch(const QStringList &pattern, const QStringList &words)
{
    const bool open = !pattern.isEmpty() && pattern.constLast() == u"*"_s;
    const qsizetype fixed = pattern.size() - (open ? 1 : 0);
    if (open ? words.size() < fixed : words.size() != fixed)
        return false;
    for (qsizetype i = 0; i < fixed; ++i) {
        if (!wordMatches(pattern.at(i), words.at(i)))
            return false;
    }
    return fixed > 0;
}

/** "bash -lc 'npm test'" is about npm test. */
QString unwrapped(const QString &command)
{
    static const QStringList shells{u"sh"_s, u"bash"_s, u"zsh"_s, u"dash"_s};
    const auto commands = simpleCommands(command);
    if (!commands || commands->size() != 1 || commands->constFirst().size() != 3)
        return command;
    const QStringList &words = commands->constFirst();
    const bool isShell = shells.contains(words.at(0).section(u'/', -1));
    return isShell && (words.at(1) == u"-c"_s || words.at(1) == u"-lc"_s) ? words.at(2) : command;
}

QString quotedWord(const QString &word)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_./:=@%+,-]+$"_s);
    return harmless.match(word).hasMatch() ? word : u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

QStringList quotedWords(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted << quotedWord(word);
    return quoted;
}

/** A pattern's words; * and ? stand for themselves in text to be run, but not here. */
QStringList patternWords(const QString &pattern)
{
    return pattern.split(u' ', Qt::SkipEmptyParts);
}

bool pathMatches(const QString &pattern, const QString &path)
{
    if (pattern.startsWith(u'/') != path.startsWith(u'/'))
        return false; // what is outside of the worktree is named as such
    QString expression;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView rest = QStringView(pattern).sliced(i);
        if (rest.startsWith(u"**/")) {
            expression += u"(?:.*/)?"_s;
            i += 2;
        } else if (rest.startsWith(u"**")) {
            expression += u".*"_s;
            ++i;
        } else if (rest.at(0) == u'*') {
            expression += u"[^/]*"_s;
        } else if (rest.at(0) == u'?') {
            expression += u"[^/]"_s;
        } else {
            expression += QRegularExpression::escape(rest.first(1).toString());
        }
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::DotMatchesEverythingOption)
        .match(path)
        .hasMatch();
}

/** An absolute path without "." and ".."; what would go above the root stays there. */
QString cleaned(const QString &path)
{
    QStringList parts;
    const QStringList all = path.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : all) {
        if (part == u".."_s && !parts.isEmpty())
            parts.removeLast();
        else if (part != u".."_s && part != u"."_s)
            parts << part;
    }
    return u'/' + parts.join(u'/');
}

QString placeOf(const QString &path, const QString &worktree)
{
    const QString whole = cleaned(path.startsWith(u'/') ? path : worktree + u'/' + path);
    return whole.startsWith(worktree + u'/') ? whole.sliced(worktree.size() + 1) : whole;
}

} // namespace

std::optional<QList<QStringList>> simpleCommands(const QString &shellText)
{
    return ShellReader(shellText).read();
}

QList<PermissionRule> needsOf(const PermissionTarget &target, const QString &worktree)
{
    QList<PermissionRule> needs;
    const auto add = [&needs](Kind kind, const QString &pattern) {
        if (const PermissionRule need{kind, pattern}; !needs.contains(need))
            needs.append(need);
    };
    const QString command = unwrapped(target.command).trimmed();
    if (const auto commands = simpleCommands(command); !command.isEmpty() && commands && !commands->isEmpty()) {
        for (const QStringList &words : *commands)
            add(Kind::Command, quotedWords(words).join(u' '));
    } else if (!command.isEmpty()) {
        add(Kind::Command, command);
    }
    for (const QString &host : target.hosts)
        add(Kind::Host, host.toLower());
    if (needs.isEmpty()) {
        for (const QString &path : target.paths)
            add(Kind::Path, placeOf(path, worktree));
    }
    if (needs.isEmpty() && !target.title.trimmed().isEmpty())
        add(Kind::Request, target.title.simplified());
    return needs;
}

bool covers(const PermissionRule &rule, const PermissionRule &need)
{
    if (rule.kind != need.kind || rule.pattern.isEmpty())
        return false;
    if (rule.pattern == need.pattern)
        return true;
    switch (rule.kind) {
    case Kind::Command: {
        const auto commands = simpleCommands(need.pattern);
        return commands && commands->size() == 1 && wordsMatch(patternWords(rule.pattern), commands->constFirst());
    }
    case Kind::Path:
        return pathMatches(rule.pattern, need.pattern);
    case Kind::Host: {
        const QString port = need.pattern.section(u':', 1);
        return hostMatches(rule.pattern, need.pattern.section(u':', 0, 0), port.isEmpty() ? 443 : port.toInt());
    }
    case Kind::Request:
        return false;
    }
    return false;
}

bool touches(const PermissionRule &rule, const PermissionRule &need)
{
    if (covers(rule, need))
        return true;
    if (rule.kind != Kind::Command || need.kind != Kind::Command)
        return false;
    static const QRegularExpression separators(u"[;|&()`{}<>\\n\\r]|\\$\\("_s);
    const QStringList pattern = patternWords(rule.pattern);
    const QStringList pieces = need.pattern.split(separators, Qt::SkipEmptyParts);
    for (const QString &piece : pieces) {
        QStringList words = piece.split(QRegularExpression(u"[\\s'\"]+"_s), Qt::SkipEmptyParts);
        // Behind env, sudo, xargs or a path there is the same program.
        for (; !words.isEmpty(); words.removeFirst()) {
            words.first() = words.constFirst().section(u'/', -1);
            if (wordsMatch(pattern, words))
                return true;
        }
    }
    return false;
}

bool hostMatches(const QString &pattern, const QString &host, int port)
{
    const QString name = pattern.section(u':', 0, 0).toLower();
    const QString wantedPort = pattern.section(u':', 1);
    if (!wantedPort.isEmpty() && wantedPort.toInt() != port)
        return false;
    const QString asked = host.toLower();
    return name.startsWith(u"*."_s) ? asked.endsWith(QStringView(name).sliced(1)) && asked.size() > name.size() - 1
                                    : !name.isEmpty() && name == asked;
}

QString ruleText(const PermissionRule &rule)
{
    switch (rule.kind) {
    case Kind::Command:
        return u"run "_s + rule.pattern;
    case Kind::Path:
        return u"touch "_s + rule.pattern;
    case Kind::Host:
        return u"reach "_s + rule.pattern;
    case Kind::Request:
        return rule.pattern;
    }
    return {};
}

} // namespace docket
