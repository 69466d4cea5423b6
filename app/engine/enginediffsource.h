// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/diffservice.h"
#include "engine/jobpool.h"
#include "items/diffsource.h"

namespace docket {

/** DiffSource over the engine room's DiffService. GUI thread; the work is done on the service's own pool. */
class EngineDiffSource final : public DiffSource
{
    Q_OBJECT

public:
    explicit EngineDiffSource(QObject *parent = nullptr);

    quint64 open(const DiffRequest &request) override;
    void prioritise(quint64 generation, const QList<int> &files) override { m_service.prioritise(generation, files); }
    void cancel() override { m_service.cancel(); }
    quint64 place(const PlaceRequest &request) override;

private:
    DiffService m_service;
    JobPool m_placers;
    CancelToken m_placing;
    quint64 m_placeNumber = 0;
};

} // namespace docket
