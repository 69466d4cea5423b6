// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/changelist.h"
#include "engine/jobpool.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace docket {

/**
 * Tree diff and file diffs on a pool of its own. Lives in the thread of whoever asks (the window's, or a command's);
 * its answers come there. One diff at a time: open() cancels the one before, and every answer carries the generation
 * that open() gave. At most a few files are under way, so that prioritise() takes effect at once.
 *
 * With DiffJob::inSteps, for a reader who waits, the first file is compared without being asked for, and large files
 * that are looked at may be told twice, first a part of them. The files may be listed twice: first without the renames
 * for which many texts have to be read, and without what .gitattributes say. Everything about files counts by the newer
 * list then; diffs that were told already are told again by it, at once.
 */
class DiffService : public QObject
{
    Q_OBJECT

public:
    explicit DiffService(int threads, QObject *parent = nullptr);

    quint64 open(const DiffJob &job);
    /** These files before the others, in this order. */
    void prioritise(quint64 generation, const QList<int> &files);
    void cancel();

Q_SIGNALS:
    void filesListed(quint64 generation, const QList<docket::diff::FileEntry> &files);
    void fileReady(quint64 generation, int file, docket::diff::FileDiffPtr diff);
    void finished(quint64 generation);
    void failed(quint64 generation, const docket::Error &error);

private:
    void listed(quint64 generation, const Result<ChangeList::Ptr> &list);
    void completed(quint64 generation, const Result<ChangeList::Ptr> &list);
    void take(const ChangeList::Ptr &list);
    void fill();
    void startFile(int file);
    /** `file` is that of the list with which it was begun. */
    void partDone(quint64 generation, const ChangeList::Ptr &list, int file, const diff::FileDiffPtr &part);
    void fileDone(quint64 generation, const ChangeList::Ptr &list, int file, const diff::FileDiffPtr &diff);
    void finishIfDone();

    JobPool m_pool;
    int m_threads;
    quint64 m_generation = 0;
    ChangeList::Ptr m_list;
    QHash<int, diff::FileDiffPtr> m_told; ///< while the list is not complete
    QList<int> m_waiting;                 ///< the next one is last
    QSet<int> m_open;
    QSet<int> m_seen; ///< those that somebody looks at
    CancelToken m_cancel;
};

} // namespace docket
