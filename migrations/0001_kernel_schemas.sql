-- +goose Up
CREATE SCHEMA identity;
CREATE SCHEMA learning;
CREATE SCHEMA assessment;
CREATE SCHEMA simulation;
CREATE SCHEMA tracking;
CREATE SCHEMA notify;
