// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diffservice.h"

namespace docket {

DiffService::DiffService(int threads, QObject *parent)
    : QObject(parent), m_pool(threads, this), m_threads(std::max(1, threads))
{}

quint64 DiffService::open(const DiffJob &job)
{
    cancel();
    m_cancel = CancelToken();
    const quint64 generation = m_generation;
    m_pool.run(
        this, [job, cancel = m_cancel](const CancelToken &) { return ChangeList::make(job, cancel); },
        [this, generation](const Result<ChangeList::Ptr> &list) { listed(generation, list); }, 1);
    return generation;
}

void DiffService::cancel()
{
    m_cancel.cancel();
    ++m_generation;
    m_list.reset();
    m_waiting.clear();
    m_open.clear();
}

void DiffService::listed(quint64 generation, const Result<ChangeList::Ptr> &list)
{
    if (generation != m_generation)
        return;
    if (!list) {
        Q_EMIT failed(generation, list.error());
        return;
    }
    m_list = *list;
    const QList<diff::FileEntry> files = m_list->files();
    for (qsizetype i = files.size(); i-- > 0;)
        m_waiting.append(int(i));
    Q_EMIT filesListed(generation, files);
    if (generation != m_generation)
        return; // whoever listened asked for something else
    if (files.isEmpty())
        Q_EMIT finished(generation);
    else
        fill();
}

void DiffService::prioritise(quint64 generation, const QList<int> &files)
{
    if (generation != m_generation)
        return;
    const QSet<int> wanted(files.cbegin(), files.cend());
    QList<int> first;
    for (auto it = files.crbegin(); it != files.crend(); ++it) {
        if (m_waiting.contains(*it))
            first.append(*it);
    }
    m_waiting.removeIf([&](int file) { return wanted.contains(file); });
    m_waiting += first;
}

void DiffService::fill()
{
    while (!m_waiting.isEmpty() && m_open.size() < m_threads + 1)
        startFile(m_waiting.takeLast());
}

void DiffService::startFile(int file)
{
    m_open.insert(file);
    const quint64 generation = m_generation;
    m_pool.run(
        this, [list = m_list, file, cancel = m_cancel](const CancelToken &) { return list->diff(file, cancel); },
        [this, generation, file](const diff::FileDiffPtr &diff) {
            if (generation != m_generation || !diff)
                return;
            m_open.remove(file);
            fill();
            const bool last = m_open.isEmpty() && m_waiting.isEmpty();
            if (last) // not here: to let go of so much memory takes longer than a frame
                m_pool.run(this, [list = m_list](const CancelToken &) { list->rest(); return true; }, [](bool) {});
            Q_EMIT fileReady(generation, file, diff);
            if (generation == m_generation && last)
                Q_EMIT finished(generation);
        });
}

} // namespace docket
