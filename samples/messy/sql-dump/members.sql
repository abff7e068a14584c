-- MySQL dump 10.13

CREATE TABLE `membres` (`nom` text);
INSERT INTO `membres` VALUES ('Petit');
