package jp.madoguchi.contract;

/**
 * What simulations for one contract start from.
 *
 * @param ground of whole plans with any limit, APR and monthly repayment
 * @param whatIf of one repayment or borrowing on a day
 */
public record Simulation(PlanGround ground, WhatIf whatIf) {}
