// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/filediff.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <vector>

namespace docket {

struct SearchQuery
{
    QString text;
    bool regularExpression = false;
    bool caseSensitive = false;
    bool wholeWords = false;

    bool operator==(const SearchQuery &) const = default;
};

struct SearchHit
{
    int file = -1;
    diff::Side side = diff::Side::Right;
    int line = -1;
    diff::Span span; ///< bytes
    bool operator==(const SearchHit &) const = default;
};

/** What was found so far: in reading order, with a quick way from a line to its hits. */
class SearchHits
{
public:
    /** `byLine`: indices of `hits` as lineOrder() gives them, made where time does not matter. Files after those that
     * are here. */
    void append(std::vector<SearchHit> hits, std::vector<int> byLine);
    static std::vector<int> lineOrder(const std::vector<SearchHit> &hits);
    void clear();
    int count() const { return int(m_hits.size()); }
    const SearchHit &at(int index) const { return m_hits[size_t(index)]; }
    const std::vector<SearchHit> &all() const { return m_hits; }
    /** Hits of one line, as indices for at(); [first, last). */
    std::pair<int, int> onLine(int file, diff::Side side, int line) const;
    bool inFile(int file) const;

private:
    static bool before(const SearchHit &a, int file, diff::Side side, int line);

    std::vector<SearchHit> m_hits;        // files in the order in which they were searched: ascending
    std::vector<int> m_byLine;            // indices of m_hits by (file, side, line)
};

/**
 * Looks through all text of a change: every line of the new side and the removed lines of the old one, so that an
 * unchanged line counts once. In a thread of its own, hits come in portions in the order of reading. GUI thread.
 */
class DiffSearch : public QObject
{
    Q_OBJECT

public:
    static constexpr int MaxHits = 200'000;

    explicit DiffSearch(QObject *parent = nullptr);
    /** Waits for the line in work. */
    ~DiffSearch() override;

    /** Replaces the search before. An empty text finds nothing. */
    void start(const SearchQuery &query, std::vector<diff::FileDiffPtr> files);
    void stop();
    const SearchHits &hits() const { return m_hits; }
    bool isRunning() const { return m_running; }
    /** Why the pattern cannot be used; empty if it can. */
    const QString &problem() const { return m_problem; }

    /** Hits of one file, in reading order. Any thread. */
    static std::vector<SearchHit> search(const SearchQuery &query, int file, const diff::FileDiff &diff,
                                         const CancelToken &cancel, int limit);

Q_SIGNALS:
    void changed();  ///< more hits, or the search was replaced
    void finished();

private:
    QThreadPool m_pool;
    CancelToken m_cancel;
    SearchHits m_hits;
    QString m_problem;
    quint64 m_generation = 0;
    bool m_running = false;
};

} // namespace docket
