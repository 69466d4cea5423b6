// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

class QPainter;
class QRectF;

namespace docket {

/**
 * One of the symbolic icons in resources/icons, by file name without suffix. It is stroked in the text colour of the
 * palette
 * at the time of painting, at any size, so it follows light, dark and scaling. Unknown names give a null icon. GUI
 * thread.
 */
QIcon icon(const QString &name);
/** The same in a colour of its own. */
QIcon icon(const QString &name, const QColor &color);
/** Strokes the icon into a square inside `rect`. */
void paintIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &color);
/** Every name, for tests. */
QStringList iconNames();

} // namespace docket
