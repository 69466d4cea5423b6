// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace docket {

/** US dollars for a million tokens. */
struct ModelPrice
{
    double input = 0;
    double output = 0;

    bool operator==(const ModelPrice &) const = default;
};

/**
 * Prices by the model's name, as data: resources/prices/models.json, and the person's own over it. A name that goes on
 * after a known one with a date ("gpt-5-2025-08-07") has its price; anything else is unknown, which is never 0. A
 * value.
 */
class PriceTable
{
public:
    /**
     * What ships with Docket, with `ownFile` over it where there is one. A file that cannot be read is named in
     * `problem`.
     */
    static PriceTable load(const QString &ownFile = {}, QString *problem = nullptr);
    Result<void> add(const QJsonObject &file);

    std::optional<ModelPrice> priceOf(const QString &model) const;
    qsizetype size() const { return m_prices.size(); }

private:
    QHash<QString, ModelPrice> m_prices;
};

} // namespace docket
