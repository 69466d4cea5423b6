// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "livechange.h"

#include "git/repository.h"

#include <QEvent>

namespace docket::bench {

LiveChange::LiveChange()
{
    connect(&m_source, &DiffSource::filesListed, this, [this](quint64 generation, const QList<diff::FileEntry> &files) {
        if (generation != m_generation)
            return;
        m_files.assign(size_t(files.size()), nullptr);
        m_view->begin({files.begin(), files.end()});
    });
    connect(&m_source, &DiffSource::fileReady, this,
            [this](quint64 generation, int file, const diff::FileDiffPtr &diff) {
                if (generation != m_generation)
                    return;
                m_files[size_t(file)] = diff;
                m_hasFirst = m_hasFirst || file == 0;
                m_view->setFile(file, diff);
            });
    connect(&m_source, &DiffSource::finished, this,
            [this](quint64 generation) { m_finished = m_finished || generation == m_generation; });
    connect(&m_source, &DiffSource::failed, this, [this](quint64 generation, const Error &error) {
        if (generation != m_generation)
            return;
        m_problem = error.text();
        m_finished = true;
    });
}

void LiveChange::showIn(DiffView &view)
{
    m_view = &view;
    view.viewport()->installEventFilter(this);
    connect(&view, &DiffView::filesWanted, this,
            [this](const QList<int> &files) { m_source.prioritise(m_generation, files); });
}

bool LiveChange::eventFilter(QObject *watched, QEvent *event)
{
    // Rows that are not laid out are painted as "Comparing".
    if (event->type() != QEvent::Paint || !m_hasFirst || m_paintedMs >= 0 || m_view->scene().isStale(0))
        return QObject::eventFilter(watched, event);
    watched->removeEventFilter(this);
    QCoreApplication::sendEvent(watched, event);
    watched->installEventFilter(this);
    m_paintedMs = double(m_since.nsecsElapsed()) / 1e6;
    return true;
}

std::optional<DiffRequest> LiveChange::request(const Workload &work)
{
    const auto repository = git::Repository::open(work.repository);
    const auto base =
        repository ? repository->resolve(work.base) : Result<ObjectId>(std::unexpected(repository.error()));
    const auto head = repository ? repository->resolve(work.head) : base;
    if (!base || !head)
        return std::nullopt;
    return DiffRequest{work.repository, *base, *head, {}};
}

void LiveChange::open(const DiffRequest &request)
{
    m_files.clear();
    m_finished = false;
    m_paintedMs = -1;
    m_hasFirst = false;
    m_problem.clear();
    m_since.start();
    m_generation = m_source.open(request);
}

qint64 LiveChange::bytes() const
{
    qint64 sum = 0;
    for (const diff::FileDiffPtr &file : m_files) {
        if (file)
            sum += file->text(diff::Side::Left).byteSize() + file->text(diff::Side::Right).byteSize();
    }
    return sum;
}

} // namespace docket::bench
