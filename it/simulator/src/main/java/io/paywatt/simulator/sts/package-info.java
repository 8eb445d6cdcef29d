/**
 * A vending gateway with a software module for STS tokens, for tests and demonstrations alone: its vending key is the one
 * that the STS Association publishes for tests. Real keys belong into a certified module. Tokens are made with encryption
 * algorithm 11 (MISTY1) and key derivation 04; the substitution tables of algorithm 07 are licensed and not here.
 */
package io.paywatt.simulator.sts;
