// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/transcriptfold.h"
#include "core/ids.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <unordered_map>

namespace docket {

/**
 * What running agents say, as entries for windows: folded in the engine's thread and passed on at most every 50 ms,
 * each entry only in its newest form. An agent that prints as fast as it can costs the window no more than a slow one:
 * so much text is told at once, and what nobody could read in time is left out with a word about it; the file has it
 * all. Told are the tasks that somebody looks at: those that a window asked for last.
 */
class TranscriptFeed : public QObject
{
    Q_OBJECT

public:
    explicit TranscriptFeed(QObject *parent = nullptr);

    /** Where what was told stands: all of it is out, up to `serial`, and `open` is the text that may still grow. */
    struct Mark
    {
        quint64 serial = 0;
        std::optional<TranscriptEntry> open = {};
    };

    void add(TaskId task, int round, const QList<AgentEvent> &batch);
    /** Tells what waits, now, and from now on what comes. */
    Mark mark(TaskId task, int round);

Q_SIGNALS:
    void grew(docket::TaskId task, const QList<docket::TranscriptEntry> &entries);

private:
    struct Waiting
    {
        QList<TranscriptEntry> entries;
        qsizetype text = 0; ///< characters of them
        int leftOut = 0;
    };

    void watch(TaskId task);
    void flush();
    void wait(Waiting &waiting, TranscriptEntry entry);
    void tell(TaskId task, Waiting &waiting, qsizetype most);

    std::unordered_map<qint64, std::pair<int, TranscriptFold>> m_folds; ///< task -> round and its fold
    QHash<TaskId, Waiting> m_pending;
    QList<TaskId> m_watched; ///< the latest last
    QTimer m_timer;
    quint64 m_serial = 0;
};

} // namespace docket
