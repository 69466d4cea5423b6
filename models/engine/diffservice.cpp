// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diffservice.h"

#include <algorithm>
#include <utility>

namespace docket {

namespace {

/** Whoever waits for a list looks at its first file: no way over the window's thread, which may be busy. */
bool goesOn(const ChangeList &list)
{
    return list.isInSteps() && !list.files().isEmpty();
}

} // namespace

DiffService::DiffService(int threads, QObject *parent)
    : QObject(parent), m_pool(threads, this), m_threads(std::max(1, threads))
{}

quint64 DiffService::open(const DiffJob &job)
{
    cancel();
    m_cancel = CancelToken();
    const quint64 generation = m_generation;
    struct Said // the list, or a part of its first file
    {
        Result<ChangeList::Ptr> list;
        diff::FileDiffPtr part;
    };
    struct First
    {
        ChangeList::Ptr list;
        diff::FileDiffPtr diff;
    };
    m_pool.runInSteps<Said>(
        this,
        [job, cancel = m_cancel](const CancelToken &, const auto &tell) -> First {
            const Result<ChangeList::Ptr> list = ChangeList::make(job, cancel);
            tell({list, nullptr});
            if (!list || !goesOn(**list))
                return {};
            return {*list, (*list)->diff(0, cancel, [&](diff::FileDiffPtr part) { tell({list, std::move(part)}); })};
        },
        [this, generation](const Said &said) {
            if (said.part)
                partDone(generation, *said.list, 0, said.part);
            else
                listed(generation, said.list);
        },
        [this, generation](const First &first) { fileDone(generation, first.list, 0, first.diff); }, 1);
    return generation;
}

void DiffService::cancel()
{
    m_cancel.cancel();
    ++m_generation;
    m_list.reset();
    m_told.clear();
    m_waiting.clear();
    m_open.clear();
    m_seen.clear();
}

void DiffService::listed(quint64 generation, const Result<ChangeList::Ptr> &list)
{
    if (generation != m_generation)
        return;
    if (!list) {
        Q_EMIT failed(generation, list.error());
        return;
    }
    take(*list);
    if (goesOn(*m_list)) {
        m_waiting.removeOne(0);
        m_open.insert(0);
    }
    const QList<diff::FileEntry> files = m_list->files();
    Q_EMIT filesListed(generation, files);
    if (generation != m_generation)
        return; // whoever listened asked for something else
    fill();
    if (m_list->isComplete())
        return finishIfDone();
    m_pool.run(
        this, [early = m_list, cancel = m_cancel](const CancelToken &) { return ChangeList::complete(early, cancel); },
        [this, generation](const Result<ChangeList::Ptr> &complete) { completed(generation, complete); });
}

void DiffService::completed(quint64 generation, const Result<ChangeList::Ptr> &list)
{
    if (generation != m_generation)
        return;
    if (!list) {
        Q_EMIT failed(generation, list.error());
        return;
    }
    const ChangeList::Ptr early = m_list;
    const QSet<int> underWay = std::exchange(m_open, {});
    const auto told = std::exchange(m_told, {});
    take(*list);
    // What turned out to be an end of a rename is no file of its own any more.
    QHash<int, diff::FileDiffPtr> known;
    for (auto it = told.begin(); it != told.end(); ++it) {
        if (const int now = m_list->numberOf(*early, it.key()); now >= 0)
            known.insert(now, *it);
    }
    for (const int file : underWay) {
        if (const int now = m_list->numberOf(*early, file); now >= 0)
            m_open.insert(now);
    }
    m_waiting.removeIf([&](int file) { return known.contains(file) || m_open.contains(file); });
    const QList<diff::FileEntry> files = m_list->files();
    Q_EMIT filesListed(generation, files);
    for (auto it = known.begin(); it != known.end() && generation == m_generation; ++it)
        Q_EMIT fileReady(generation, it.key(), *it);
    if (generation != m_generation)
        return;
    fill();
    finishIfDone();
}

void DiffService::take(const ChangeList::Ptr &list)
{
    m_list = list;
    m_seen.clear();
    m_waiting.clear();
    for (qsizetype i = list->files().size(); i-- > 0;) {
        if (list->isSettled(int(i)))
            m_waiting.append(int(i));
    }
}

void DiffService::prioritise(quint64 generation, const QList<int> &files)
{
    if (generation != m_generation || !m_list)
        return;
    const QSet<int> wanted(files.cbegin(), files.cend());
    QList<int> first;
    for (auto it = files.crbegin(); it != files.crend(); ++it) {
        // Somebody looks at it: now, even if it may turn out to be one end of a rename.
        const bool isHeldBack = *it >= 0 && *it < m_list->files().size() && !m_list->isSettled(*it)
            && !m_open.contains(*it) && !m_told.contains(*it);
        if (isHeldBack || m_waiting.contains(*it))
            first.append(*it);
    }
    m_waiting.removeIf([&](int file) { return wanted.contains(file); });
    m_waiting += first;
    m_seen = wanted;
    fill();
}

void DiffService::fill()
{
    while (!m_waiting.isEmpty() && m_open.size() < m_threads + 1)
        startFile(m_waiting.takeLast());
}

void DiffService::startFile(int file)
{
    m_open.insert(file);
    m_pool.runInSteps<diff::FileDiffPtr>(
        this,
        [list = m_list, file, cancel = m_cancel, isSeen = m_list->isInSteps() && m_seen.contains(file)](
            const CancelToken &, const ChangeList::Tell &tell) {
            return list->diff(file, cancel, isSeen ? tell : ChangeList::Tell());
        },
        [this, generation = m_generation, list = m_list, file](const diff::FileDiffPtr &part) {
            partDone(generation, list, file, part);
        },
        [this, generation = m_generation, list = m_list, file](const diff::FileDiffPtr &diff) {
            fileDone(generation, list, file, diff);
        });
}

void DiffService::partDone(quint64 generation, const ChangeList::Ptr &list, int file, const diff::FileDiffPtr &part)
{
    if (generation != m_generation)
        return;
    if (const int now = m_list->numberOf(*list, file); now >= 0)
        Q_EMIT fileReady(generation, now, part);
}

void DiffService::fileDone(quint64 generation, const ChangeList::Ptr &list, int file, const diff::FileDiffPtr &diff)
{
    if (generation != m_generation || !diff)
        return;
    const int now = m_list->numberOf(*list, file);
    if (now < 0)
        return;
    m_open.remove(now);
    fill();
    if (!m_list->isComplete())
        m_told.insert(now, diff);
    Q_EMIT fileReady(generation, now, diff);
    if (generation == m_generation)
        finishIfDone();
}

void DiffService::finishIfDone()
{
    if (!m_list->isComplete() || !m_open.isEmpty() || !m_waiting.isEmpty())
        return;
    // Not here: to let go of so much memory takes longer than a frame.
    m_pool.run(
        this,
        [list = m_list](const CancelToken &) {
            list->rest();
            return true;
        },
        [](bool) {});
    Q_EMIT finished(m_generation);
}

} // namespace docket
