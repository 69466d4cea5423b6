// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPainterPath>

namespace docket {

/**
 * The outline of one of our symbolic icons: path (M L H V C Z, absolute), circle and rect on a 24 x 24 grid, to be
 * stroked
 * 2 wide. So that icons take their colour from the palette without needing an SVG module. Empty for what it cannot
 * read.
 */
QPainterPath svgShape(const QByteArray &svg);

} // namespace docket
