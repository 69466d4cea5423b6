// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "highlight/engine.h"
#include "highlight/highlighter.h"

#include <list>

namespace docket::highlight {

/** The other side of Highlighter. Lives in its thread; keeps the walks of the texts used last. */
class HighlightWorker : public QObject
{
    Q_OBJECT

public:
    HighlightWorker() = default;
    ~HighlightWorker() override;

    /** Reads the themes; later requests are quick then. */
    void prepare();
    void run(const QList<Want> &wants, const CancelToken &cancel);

Q_SIGNALS:
    void prepared(const docket::highlight::StyleTables &styles);
    void made(const QByteArray &key, const docket::highlight::SpanBlockPtr &block);

private:
    struct Known
    {
        QByteArray key;
        std::unique_ptr<TextWalk> walk;
    };

    Known &known(const Want &want);

    std::unique_ptr<Engine> m_engine;
    std::list<Known> m_known; // newest first; after m_engine, so that the walks die before it
};

} // namespace docket::highlight
