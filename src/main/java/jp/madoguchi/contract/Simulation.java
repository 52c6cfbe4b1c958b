package jp.madoguchi.contract;

import java.util.List;
import jp.madoguchi.contract.Account.Obstacle;

/**
 * What simulations for one contract start from.
 *
 * @param ground of whole plans with any limit, APR and monthly repayment
 * @param whatIf of one repayment or borrowing on a day
 * @param againstBorrowing what stands against any borrowing now, on whatever day it were; none = one may be supposed. That the limit is
 *     used up is not among it: that passes with the days
 */
public record Simulation(PlanGround ground, WhatIf whatIf, List<Obstacle> againstBorrowing) {

    public Simulation {
        againstBorrowing = againstBorrowing.stream()
                .filter(obstacle -> obstacle.code() != Obstacle.Code.LIMIT_REACHED)
                .toList();
    }
}
