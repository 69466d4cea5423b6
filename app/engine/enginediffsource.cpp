// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginediffsource.h"

#include <QThread>

#include <algorithm>

namespace docket {

EngineDiffSource::EngineDiffSource(QObject *parent) : DiffSource(parent), m_service(std::max(2, QThread::idealThreadCount() - 1))
{
    connect(&m_service, &DiffService::filesListed, this, &DiffSource::filesListed);
    connect(&m_service, &DiffService::fileReady, this, &DiffSource::fileReady);
    connect(&m_service, &DiffService::finished, this, &DiffSource::finished);
    connect(&m_service, &DiffService::failed, this, &DiffSource::failed);
}

quint64 EngineDiffSource::open(const DiffRequest &request)
{
    return m_service.open({request.repository, request.from, request.to, request.options, request.start});
}

} // namespace docket
