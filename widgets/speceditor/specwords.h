// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdiff.h"
#include "spec/specdocument.h"

#include <QCoreApplication>

namespace docket {

/** The words of spec problems and changes, translated. */
class SpecWords
{
    Q_DECLARE_TR_FUNCTIONS(docket::SpecWords)

public:
    static QString problem(const SpecProblem &problem);
    /** "Target: changed". */
    static QString change(const SpecChange &change);
};

} // namespace docket
