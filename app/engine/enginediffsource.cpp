// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginediffsource.h"

#include "engine/commentplaces.h"

#include <QThread>

#include <algorithm>

namespace docket {

EngineDiffSource::EngineDiffSource(QObject *parent)
    : DiffSource(parent), m_service(std::max(2, QThread::idealThreadCount() - 1)), m_placers(1)
{
    connect(&m_service, &DiffService::filesListed, this, &DiffSource::filesListed);
    connect(&m_service, &DiffService::fileReady, this, &DiffSource::fileReady);
    connect(&m_service, &DiffService::finished, this, &DiffSource::finished);
    connect(&m_service, &DiffService::failed, this, &DiffSource::failed);
}

quint64 EngineDiffSource::open(const DiffRequest &request)
{
    return m_service.open({.repository = request.repository,
                           .from = request.from,
                           .to = request.to,
                           .options = request.options,
                           .start = request.start,
                           .inSteps = true});
}

quint64 EngineDiffSource::place(const PlaceRequest &request)
{
    m_placing.cancel();
    const quint64 number = ++m_placeNumber;
    DiffJob job;
    job.repository = request.repository;
    job.from = request.from;
    job.to = request.to;
    m_placing = m_placers.run(
        this,
        [job, comments = std::vector(request.comments.begin(), request.comments.end()), snapshots = request.snapshots](
            const CancelToken &cancel) { return findCommentPlaces(job, comments, snapshots, cancel); },
        [this, number](const std::vector<review::PortedComment> &places) {
            if (number == m_placeNumber)
                Q_EMIT placed(number, places);
        });
    return number;
}

} // namespace docket
