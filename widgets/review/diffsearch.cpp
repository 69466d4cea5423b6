// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffsearch.h"

#include <QRegularExpression>
#include <QStringMatcher>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace docket {

using diff::Side;

namespace {

QRegularExpression expressionOf(const SearchQuery &query)
{
    QString pattern = query.regularExpression ? query.text : QRegularExpression::escape(query.text);
    if (query.wholeWords)
        pattern = QStringLiteral("\\b(?:%1)\\b").arg(pattern);
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!query.caseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

/** One line at a time; keeps what is dear to make. */
class LineMatcher
{
public:
    LineMatcher(const SearchQuery &query, int file, const CancelToken &cancel)
        : m_file(file), m_cancel(cancel), m_plain(!query.regularExpression && !query.wholeWords),
          m_case(query.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive), m_needle(query.text.toUtf8()),
          m_matcher(query.text, m_case), m_expression(m_plain ? QRegularExpression() : expressionOf(query))
    {
    }

    void match(const diff::TextSide &text, Side side, int line, std::vector<SearchHit> &out)
    {
        const QByteArrayView bytes = text.line(line);
        if (m_plain && m_case == Qt::CaseSensitive) {
            for (qsizetype at = bytes.indexOf(m_needle); at >= 0; at = bytes.indexOf(m_needle, at + m_needle.size()))
                out.push_back({m_file, side, line, {qint32(at), qint32(m_needle.size())}});
            return;
        }
        const QString string = QString::fromUtf8(bytes);
        const auto add = [&](qsizetype start, qsizetype length) {
            const auto bytesOf = [&](qsizetype from, qsizetype count) {
                return text.isAscii() ? qint32(count) : qint32(QStringView(string).sliced(from, count).toUtf8().size());
            };
            out.push_back({m_file, side, line, {bytesOf(0, start), bytesOf(start, length)}});
        };
        if (m_plain) {
            for (qsizetype at = m_matcher.indexIn(string); at >= 0 && !m_cancel.isCancelled();
                 at = m_matcher.indexIn(string, at + m_matcher.pattern().size()))
                add(at, m_matcher.pattern().size());
            return;
        }
        auto found = m_expression.globalMatchView(string);
        while (found.hasNext() && !m_cancel.isCancelled()) {
            const auto match = found.next();
            if (match.capturedLength() > 0)
                add(match.capturedStart(), match.capturedLength());
        }
    }

private:
    int m_file;
    CancelToken m_cancel;
    bool m_plain;
    Qt::CaseSensitivity m_case;
    QByteArray m_needle;
    QStringMatcher m_matcher;
    QRegularExpression m_expression;
};

} // namespace

bool SearchHits::before(const SearchHit &a, int file, Side side, int line)
{
    return std::tuple(a.file, a.side, a.line) < std::tuple(file, side, line);
}

std::vector<int> SearchHits::lineOrder(const std::vector<SearchHit> &hits)
{
    std::vector<int> order(hits.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&hits](int i) {
        const SearchHit &hit = hits[size_t(i)];
        return std::tuple(hit.file, hit.side, hit.line, hit.span.start);
    });
    return order;
}

void SearchHits::append(const std::vector<SearchHit> &hits, const std::vector<int> &byLine)
{
    const int first = count();
    m_hits.insert(m_hits.end(), hits.begin(), hits.end());
    for (const int index : byLine)
        m_byLine.push_back(first + index);
}

void SearchHits::clear()
{
    m_hits.clear();
    m_byLine.clear();
}

std::pair<int, int> SearchHits::onLine(int file, Side side, int line) const
{
    const auto found =
        std::partition_point(m_byLine.begin(), m_byLine.end(), [&](int i) { return before(at(i), file, side, line); });
    if (found == m_byLine.end())
        return {0, 0};
    const int first = *found;
    int last = first;
    // Hits of one line stand together in reading order.
    while (last < count() && at(last).file == file && at(last).side == side && at(last).line == line)
        ++last;
    return {first, last};
}

bool SearchHits::inFile(int file) const
{
    const auto found = std::ranges::lower_bound(m_hits, file, {}, &SearchHit::file);
    return found != m_hits.end() && found->file == file;
}

DiffSearch::DiffSearch(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

DiffSearch::~DiffSearch()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

std::vector<SearchHit> DiffSearch::search(const SearchQuery &query, int file, const diff::FileDiff &diff,
                                          const CancelToken &cancel, int limit)
{
    std::vector<SearchHit> hits;
    LineMatcher matcher(query, file, cancel);
    const auto lines = [&](Side side, int first, int last) {
        const diff::TextSide &text = diff.text(side);
        for (int line = first; line < last && int(hits.size()) < limit && !cancel.isCancelled(); ++line)
            matcher.match(text, side, line, hits);
    };
    int right = 0;
    for (const diff::Edit &edit : diff.edits()) {
        lines(Side::Right, right, edit.rightStart);
        lines(Side::Left, edit.leftStart, edit.leftEnd());
        lines(Side::Right, edit.rightStart, edit.rightEnd());
        right = edit.rightEnd();
    }
    lines(Side::Right, right, diff.text(Side::Right).lineCount());
    return hits;
}

void DiffSearch::stop()
{
    m_cancel.cancel();
    ++m_generation;
    m_hits.clear();
    m_problem.clear();
    m_running = false;
    Q_EMIT changed();
}

void DiffSearch::start(const SearchQuery &query, std::vector<diff::FileDiffPtr> files)
{
    stop();
    if (query.text.isEmpty())
        return;
    if (const QRegularExpression expression = expressionOf(query); !expression.isValid()) {
        m_problem = expression.errorString();
        Q_EMIT changed();
        Q_EMIT finished();
        return;
    }
    m_cancel = {};
    m_running = true;
    m_pool.start([this, query, files = std::move(files), cancel = m_cancel, generation = m_generation] {
        int total = 0;
        std::vector<SearchHit> portion;
        const auto send = [&](bool last) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, last, order = SearchHits::lineOrder(portion), hits = portion] {
                    if (generation != m_generation)
                        return;
                    m_hits.append(hits, order);
                    m_running = !last;
                    Q_EMIT changed();
                    if (last)
                        Q_EMIT finished();
                },
                Qt::QueuedConnection);
            portion = {};
        };
        for (size_t i = 0; i < files.size() && total < MaxHits && !cancel.isCancelled(); ++i) {
            if (!files[i])
                continue;
            const auto hits = search(query, int(i), *files[i], cancel, MaxHits - total);
            total += int(hits.size());
            portion.insert(portion.end(), hits.begin(), hits.end());
            if (portion.size() >= 2000)
                send(false);
        }
        if (!cancel.isCancelled())
            send(true);
    });
}

} // namespace docket
