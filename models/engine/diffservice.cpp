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
    return list.isInSteps() && !list.files().isEmpty() && list.isSettled(0);
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
        QByteArray key;
        diff::FileDiffPtr diff;
    };
    m_pool.runInSteps<Said>(
        this,
        [job, cancel = m_cancel](const CancelToken &, const auto &tell) -> First {
            const Result<ChangeList::Ptr> list = ChangeList::make(job, cancel);
            tell({list, nullptr});
            if (!list || !goesOn(**list))
                return {};
            const auto tellPart = [&](diff::FileDiffPtr part) { tell({list, std::move(part)}); };
            return {(*list)->key(0), (*list)->diff(0, cancel, tellPart)};
        },
        [this, generation](const Said &said) {
            if (said.part)
                partDone(generation, (*said.list)->key(0), said.part);
            else
                listed(generation, said.list);
        },
        [this, generation](const First &first) {
            if (first.diff)
                fileDone(generation, first.key, first.diff);
        },
        1);
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
        if (const int file = m_list->numberOf(it.key()); file >= 0)
            known.insert(file, *it);
    }
    for (const int file : underWay) {
        if (const int now = m_list->numberOf(early->key(file)); now >= 0)
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
            && !m_open.contains(*it) && !m_told.contains(m_list->key(*it));
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
    const QByteArray key = m_list->key(file);
    m_pool.runInSteps<diff::FileDiffPtr>(
        this,
        [list = m_list, file, cancel = m_cancel, isSeen = m_list->isInSteps() && m_seen.contains(file)](
            const CancelToken &, const ChangeList::Tell &tell) {
            return list->diff(file, cancel, isSeen ? tell : ChangeList::Tell());
        },
        [this, generation = m_generation, key](const diff::FileDiffPtr &part) { partDone(generation, key, part); },
        [this, generation = m_generation, key](const diff::FileDiffPtr &diff) { fileDone(generation, key, diff); });
}

void DiffService::partDone(quint64 generation, const QByteArray &key, const diff::FileDiffPtr &part)
{
    if (generation != m_generation)
        return;
    if (const int file = m_list->numberOf(key); file >= 0)
        Q_EMIT fileReady(generation, file, part);
}

void DiffService::fileDone(quint64 generation, const QByteArray &key, const diff::FileDiffPtr &diff)
{
    if (generation != m_generation || !diff)
        return;
    const int file = m_list->numberOf(key); // the list may be another one than when it was begun
    if (file < 0)
        return;
    m_open.remove(file);
    fill();
    if (!m_list->isComplete())
        m_told.insert(key, diff);
    Q_EMIT fileReady(generation, file, diff);
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
