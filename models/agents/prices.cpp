// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/prices.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

namespace docket {

using namespace Qt::StringLiterals;

PriceTable PriceTable::load(const QString &ownFile, QString *problem)
{
    PriceTable table;
    for (const QString &path : {u":/docket/prices/models.json"_s, ownFile}) {
        QFile file(path);
        if (path.isEmpty() || !file.exists())
            continue;
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const auto added = table.add(isOpen ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject());
        if (!added && problem)
            *problem = path + u": "_s + added.error().text();
    }
    return table;
}

Result<void> PriceTable::add(const QJsonObject &file)
{
    const QJsonObject models = file.value("models"_L1).toObject();
    if (models.isEmpty())
        return fail(
            ErrorCode::InvalidInput,
            u"A price table needs \"models\" with \"input\" and \"output\" for each; put that right or remove the file."_s);
    for (auto it = models.begin(); it != models.end(); ++it) {
        const QJsonValue input = it.value()["input"_L1];
        const QJsonValue output = it.value()["output"_L1];
        if (!input.isDouble() || !output.isDouble() || input.toDouble() < 0 || output.toDouble() < 0)
            return fail(ErrorCode::InvalidInput,
                        u"A model's \"input\" and \"output\" are dollars for a million tokens; put this one right."_s,
                        it.key());
        m_prices.insert(it.key(), {input.toDouble(), output.toDouble()});
    }
    return {};
}

std::optional<ModelPrice> PriceTable::priceOf(const QString &model) const
{
    // "anthropic/claude-sonnet-4-20250514" is told by its last part, without the date of its making.
    static const QRegularExpression date(u"[-@](?:latest|\\d{8}|\\d{4}-\\d{2}-\\d{2})$"_s);
    QString name = model.section(u'/', -1);
    for (int look = 0; look < 2 && !name.isEmpty(); ++look) {
        if (const auto found = m_prices.constFind(name); found != m_prices.constEnd())
            return *found;
        name.remove(date);
    }
    return std::nullopt;
}

} // namespace docket
