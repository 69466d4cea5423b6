// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arch/sourcetext.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace docket::arch {

namespace {

/**
 * One pass over C++: knows comments, literals and raw strings. Keeps `"` and `'` themselves so that tokens do not
 * merge.
 */
class Stripper
{
public:
    enum class Keep { Code, Literals, RawStringsToo };

    Stripper(const QString &code, Keep keep) : m_code(code), m_keep(keep) {}

    QString run()
    {
        while (m_at < m_code.size()) {
            if (starts("//"_L1))
                skipTo(lineEnd());
            else if (starts("/*"_L1))
                skipPast("*/"_L1);
            else if (starts("R\""_L1))
                rawString();
            else if (m_code.at(m_at) == u'"' || (m_code.at(m_at) == u'\'' && !digitSeparator()))
                literal(m_code.at(m_at));
            else
                m_out += m_code.at(m_at++);
        }
        return m_out;
    }

private:
    bool starts(QLatin1StringView what) const { return QStringView(m_code).sliced(m_at).startsWith(what); }
    bool digitSeparator() const
    {
        return m_at > 0 && m_code.at(m_at - 1).isLetterOrNumber() && m_code.at(m_at - 1) != u'u';
    }
    qsizetype lineEnd() const
    {
        const qsizetype end = m_code.indexOf(u'\n', m_at);
        return end < 0 ? m_code.size() : end;
    }
    void skipTo(qsizetype end)
    {
        m_out += QString(QStringView(m_code).sliced(m_at, end - m_at).count(u'\n'), u'\n');
        m_at = end;
    }
    void skipPast(QStringView mark)
    {
        const qsizetype end = m_code.indexOf(mark, m_at + 2);
        skipTo(end < 0 ? m_code.size() : end + mark.size());
    }
    void skipPast(QLatin1StringView mark) { skipPast(QString(mark)); }
    void rawString()
    {
        const qsizetype open = m_code.indexOf(u'(', m_at);
        const QString mark = u')' + m_code.mid(m_at + 2, open - m_at - 2) + u'"';
        const qsizetype begin = m_at;
        const qsizetype kept = m_out.size();
        m_out += "\"\""_L1;
        skipPast(QStringView(mark));
        if (m_keep == Keep::RawStringsToo)
            m_out = m_out.first(kept) + m_code.sliced(begin, m_at - begin);
    }
    void literal(QChar quote)
    {
        qsizetype end = m_at + 1;
        while (end < m_code.size() && m_code.at(end) != quote && m_code.at(end) != u'\n')
            end += m_code.at(end) == u'\\' ? 2 : 1;
        end = qMin(end + 1, m_code.size());
        m_out += m_keep == Keep::Code ? QString(2, quote) : m_code.sliced(m_at, end - m_at);
        m_at = end;
    }

    const QString &m_code;
    const Keep m_keep;
    QString m_out;
    qsizetype m_at = 0;
};

} // namespace

QString withoutCommentsAndStrings(const QString &code)
{
    return Stripper(code, Stripper::Keep::Code).run();
}

QString withoutComments(const QString &code)
{
    return Stripper(code, Stripper::Keep::RawStringsToo).run();
}

QList<Include> includesOf(const QString &code)
{
    static const QRegularExpression pattern(uR"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"_s);
    QList<Include> found;
    const QStringList lines = Stripper(code, Stripper::Keep::Literals).run().split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        if (const auto match = pattern.match(lines.at(i)); match.hasMatch())
            found.append({match.captured(2), match.captured(1) == "\""_L1, i + 1});
    }
    return found;
}

QString cmakeWithoutComments(const QString &text)
{
    static const QRegularExpression comment(u"#[^\n]*"_s);
    return QString(text).remove(comment);
}

QStringList cmakeTargets(const QString &text, const QString &function)
{
    const QRegularExpression call(u"\\b%1\\s*\\(\\s*([A-Za-z0-9_]+)"_s.arg(QRegularExpression::escape(function)));
    QStringList names;
    auto match = call.globalMatch(cmakeWithoutComments(text));
    while (match.hasNext())
        names.append(match.next().captured(1));
    return names;
}

QStringList cmakeLinks(const QString &text)
{
    static const QRegularExpression target(uR"(\b([A-Za-z][A-Za-z0-9]*::[A-Za-z0-9_-]+|yaml-cpp)\b)"_s);
    QStringList links;
    auto match = target.globalMatch(cmakeWithoutComments(text));
    while (match.hasNext())
        links.append(match.next().captured(1));
    links.removeDuplicates();
    return links;
}

SourceTree readSourceTree(const QString &folder)
{
    static const QRegularExpression wanted(uR"(\.(h|cpp|desktop|xml|svg|md)$|/CMakeLists\.txt$)"_s);
    SourceTree tree;
    for (const QString &part : {u"models"_s, u"widgets"_s, u"app"_s, u"resources"_s, u"packaging"_s, u"tests"_s}) {
        QDirIterator files(folder + u'/' + part, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QFile file(path);
            if (wanted.match(path).hasMatch() && file.open(QIODevice::ReadOnly))
                tree.insert(path.sliced(folder.size() + 1), QString::fromUtf8(file.readAll()));
        }
    }
    return tree;
}

} // namespace docket::arch
