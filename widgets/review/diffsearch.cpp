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

/** Bytes of UTF-8 before rising places of the same text in UTF-16. */
class RisingBytes
{
public:
    explicit RisingBytes(QStringView text) : m_text(text) {}

    qint32 before(qsizetype unit)
    {
        for (; m_unit < unit; ++m_unit) {
            const char16_t c = m_text[m_unit].unicode();
            // A pair makes four bytes, which its first half counts for both.
            m_bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : QChar::isHighSurrogate(c) ? 4 : QChar::isLowSurrogate(c) ? 0 : 3;
        }
        return m_bytes;
    }

private:
    QStringView m_text;
    qsizetype m_unit = 0;
    qint32 m_bytes = 0;
};

/** One line at a time; keeps what is dear to make. */
class LineMatcher
{
public:
    LineMatcher(const SearchQuery &query, int file, const CancelToken &cancel, int limit)
        : m_file(file), m_cancel(cancel), m_limit(size_t(std::max(0, limit))),
          m_plain(!query.regularExpression && !query.wholeWords),
          m_case(query.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive), m_needle(query.text.toUtf8()),
          m_matcher(query.text, m_case), m_expression(m_plain ? QRegularExpression() : expressionOf(query))
    {
    }

    void match(QByteArrayView line, Side side, int number, std::vector<SearchHit> &out)
    {
        const auto goesOn = [&] { return out.size() < m_limit && !m_cancel.isCancelled(); };
        const auto add = [&](qsizetype start, qsizetype length) {
            out.push_back({m_file, side, number, {qint32(start), qint32(length)}});
        };
        if (m_plain && m_case == Qt::CaseSensitive) {
            for (qsizetype at = line.indexOf(m_needle); at >= 0 && goesOn();
                 at = line.indexOf(m_needle, at + m_needle.size()))
                add(at, m_needle.size());
        } else if (m_plain) {
            for (qsizetype from = 0; from < line.size() && goesOn();)
                from = matchPiece(line, from, goesOn, add);
        } else {
            const QString string = QString::fromUtf8(line);
            RisingBytes bytes(string);
            for (auto found = m_expression.globalMatchView(string); found.hasNext() && goesOn();) {
                const auto match = found.next();
                const qint32 start = bytes.before(match.capturedStart());
                if (match.capturedLength() > 0)
                    add(start, bytes.before(match.capturedEnd()) - start);
            }
        }
    }

private:
    /** Looks for what begins in the next piece of the line, which may have megabytes; where the next piece begins. */
    template<typename GoesOn, typename Add>
    qsizetype matchPiece(QByteArrayView line, qsizetype from, const GoesOn &goesOn, const Add &add)
    {
        constexpr qsizetype pieceBytes = 64 * 1024;
        const auto characterAt = [&](qsizetype byte) { // the first one from there on
            byte = std::min(byte, line.size());
            while (byte < line.size() && (uchar(line[byte]) & 0xc0) == 0x80)
                ++byte;
            return byte;
        };
        const qsizetype end = characterAt(from + pieceBytes);
        const qsizetype length = m_matcher.pattern().size();
        const QString string = QString::fromUtf8(line.sliced(from, characterAt(end + 4 * length) - from));
        RisingBytes bytes(string);
        qsizetype next = end;
        for (qsizetype at = m_matcher.indexIn(string); at >= 0 && goesOn();
             at = m_matcher.indexIn(string, at + length)) {
            const qsizetype start = from + bytes.before(at);
            if (start >= end)
                break;
            next = from + bytes.before(at + length);
            add(start, next - start);
        }
        return std::max(next, end);
    }

    int m_file;
    CancelToken m_cancel;
    size_t m_limit;
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

void SearchHits::append(std::vector<SearchHit> hits, std::vector<int> byLine)
{
    if (m_hits.empty()) { // often all there are, and of one file
        m_hits = std::move(hits);
        m_byLine = std::move(byLine);
        return;
    }
    const int first = count();
    m_hits.insert(m_hits.end(), hits.begin(), hits.end());
    for (const int index : byLine)
        m_byLine.push_back(first + index);
}

void SearchHits::clear()
{
    m_hits = {}; // the memory too: there may have been 200,000 of them
    m_byLine = {};
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
    LineMatcher matcher(query, file, cancel, limit);
    const auto lines = [&](Side side, int first, int last) {
        const diff::TextSide &text = diff.text(side);
        for (int line = first; line < last && int(hits.size()) < limit && !cancel.isCancelled(); ++line)
            matcher.match(text.line(line), side, line, hits);
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
                [this, generation, last, order = SearchHits::lineOrder(portion), hits = std::move(portion)]() mutable {
                    if (generation != m_generation)
                        return;
                    m_hits.append(std::move(hits), std::move(order));
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
            auto hits = search(query, int(i), *files[i], cancel, MaxHits - total);
            total += int(hits.size());
            if (portion.empty())
                portion = std::move(hits);
            else
                portion.insert(portion.end(), hits.begin(), hits.end());
            if (portion.size() >= 2000)
                send(false);
        }
        if (!cancel.isCancelled())
            send(true);
    });
}

} // namespace docket
